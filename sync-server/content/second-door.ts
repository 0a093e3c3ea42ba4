import type { RecordWrite } from '../../shared/domain/decide/change.ts'
import { parseDocumentName, shardOf } from '../../shared/domain/documents/document-name.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import type { Tx } from '../store/store.ts'
import { changeContent, type ContentChange } from './change-content.ts'
import { Consequences } from './consequences.ts'
import type { DirectoryFacts } from './directory-facts.ts'
import { type DocumentLog, type Published, together } from './document-log.ts'
import type { FolderDocuments } from './folder-documents.ts'
import { changeFor, FolderRecords } from './folder-records.ts'
import { withoutPast } from './without-past.ts'

/** Changes of content documents that the server makes itself, each inside the asker's transaction. */
export class SecondDoor {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #records: FolderRecords
  readonly #clock: () => Date

  constructor(log: DocumentLog, facts: DirectoryFacts, folders: FolderDocuments, clock: () => Date) {
    this.#log = log
    this.#facts = facts
    this.#records = new FolderRecords(log, folders)
    this.#clock = clock
  }

  /**
   * The second door to a content document: a change the server makes itself, already authorised, for commands, imports
   * and mass updates. For the history: who writes, and on whose behalf, where that is somebody else.
   */
  async write(
    tx: Tx,
    organizationId: string,
    folderId: string,
    shard: number,
    change: ContentChange,
    userId: string | null = null,
    behalfOf: string | null = null,
  ): Promise<Published> {
    const folder = await this.#facts.folder(tx, organizationId, folderId)
    if (!folder) throw new Error(`there is no folder ${folderId}`)
    const document = shardOf(folderId, shard)
    const copy = await this.#log.open(tx, organizationId, document)
    try {
      const { update, changed } = changeContent(copy.doc, change)
      const { workspaceId } = folder
      const published = await this.#log.append(tx, organizationId, document, copy, update, workspaceId)
      const at = this.#clock().toISOString()
      const cause = { organizationId, userId, document, at, folderId, cause: behalfOf }
      const consequences = new Consequences()
      consequences.note(cause, folder, copy.doc, changed)
      await consequences.write(tx)
      return published
    } catch (problem) {
      // The asker gets nothing to discard, and the copy is ahead of the database.
      this.#log.drop(organizationId, document)
      throw problem
    }
  }

  /** A record as it is in this transaction; null: there is none such in the folder. */
  async recordNow(
    tx: Tx,
    organizationId: string,
    folderId: string,
    recordId: string,
  ): Promise<RecordNow | null> {
    const folder = await this.#facts.folder(tx, organizationId, folderId)
    return folder && this.#records.recordNow(tx, organizationId, folder, recordId)
  }

  /** Writes what commands decided by the second door, with its history. */
  async writeRecords(
    tx: Tx,
    organizationId: string,
    writes: RecordWrite[],
    by: { userId: string | null; cause: string | null },
  ): Promise<Published> {
    const done: Published[] = []
    try {
      for (const write of writes) {
        const shard = await this.#records.shardFor(tx, organizationId, write)
        done.push(
          await this.write(tx, organizationId, write.folderId, shard, changeFor(write), by.userId, by.cause),
        )
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /**
   * Begins a content document's next epoch: the same values, with `change` made to them, and nothing of its past (compaction,
   * emptying the bin, erasing). Rooms of the old epoch close once it is published; devices fetch it anew and say again what
   * they had not saved. Null: no such document.
   */
  async renew(
    tx: Tx,
    organizationId: string,
    document: string,
    change: ContentChange = () => undefined,
  ): Promise<Published | null> {
    const name = parseDocumentName(document)
    const folder =
      name?.kind === 'content' ? await this.#facts.folder(tx, organizationId, name.folderId) : null
    const { doc, seq } = await this.#log.open(tx, organizationId, document)
    if (!folder || seq === 0) return null
    const fresh = withoutPast(doc, change)
    const consequences = new Consequences()
    consequences.noteQuietly(organizationId, folder, fresh.doc, fresh.changed)
    await consequences.write(tx)
    const at = this.#clock().toISOString()
    return this.#log.replace(tx, organizationId, folder.workspaceId, document, fresh.doc, at)
  }
}
