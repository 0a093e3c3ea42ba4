import type { RecordWrite } from '../../shared/domain/decide/change.ts'
import { parseDocumentName, shardOf } from '../../shared/domain/documents/document-name.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import type { Tx } from '../store/store.ts'
import { changeContent, type ContentChange } from './stored/change-content.ts'
import { Consequences } from './records/consequences.ts'
import type { DirectoryFacts } from './directory-facts.ts'
import { type DocumentLog, type Published, together } from './stored/document-log.ts'
import type { FolderDocuments } from './records/folder-documents.ts'
import { changeFor, FolderRecords } from './records/folder-records.ts'
import { updateOf } from './guard/apply-update.ts'
import { forgetHistory, purgeHistory } from './history.ts'
import { holdingInstead } from './records/holding-instead.ts'
import { fieldIn, now, recordIdsIn } from './records/item.ts'
import type { OwnCopies } from './own-copies/own-copies.ts'
import { withoutPast } from './stored/without-past.ts'
import { withoutRecords } from './records/without-records.ts'

/** Changes of content documents that the server makes itself, each inside the asker's transaction. */
export class SecondDoor {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #records: FolderRecords
  readonly #own: OwnCopies
  readonly #clock: () => Date

  constructor(
    log: DocumentLog,
    facts: DirectoryFacts,
    folders: FolderDocuments,
    own: OwnCopies,
    clock: () => Date,
  ) {
    this.#own = own
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
      const { made, changed } = changeContent(copy.doc, change)
      const update = updateOf(copy.doc, made)
      const { workspaceId } = folder
      const published = await this.#log.append(tx, organizationId, document, copy, update, workspaceId)
      const at = this.#clock().toISOString()
      const cause = { organizationId, userId, document, at, folderId, cause: behalfOf }
      const consequences = new Consequences()
      consequences.note(cause, folder, copy.doc, changed)
      await consequences.write(tx)
      const ids = recordIdsIn(changed)
      const own = await this.#own.follow(tx, organizationId, folder, document, copy.doc, ids)
      return together([published, own])
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
    const at = this.#clock().toISOString()
    const cause = { organizationId, userId: null, document, at, folderId: folder.id, cause: null }
    consequences.noteQuietly(cause, folder, fresh.doc, fresh.changed)
    await consequences.write(tx)
    const ids = recordIdsIn(fresh.changed)
    const own = await this.#own.follow(tx, organizationId, folder, document, fresh.doc, ids, true)
    try {
      const { workspaceId } = folder
      const replaced = await this.#log.replace(tx, organizationId, workspaceId, document, fresh.doc, at)
      return together([replaced, own])
    } catch (problem) {
      own.discard()
      throw problem
    }
  }

  /** All records of a folder, those in the bin too. */
  async recordsNow(tx: Tx, organizationId: string, folderId: string): Promise<RecordNow[]> {
    const folder = await this.#facts.folder(tx, organizationId, folderId)
    return folder ? this.#records.recordsNow(tx, organizationId, folder) : []
  }

  /**
   * Has records of a folder hold this instead (LIFE-6), and nothing of what they held before remain: their documents begin the
   * next epoch, and the history loses the values. By record; whose they are and the bin stay as they are.
   */
  async holdInstead(
    tx: Tx,
    organizationId: string,
    folderId: string,
    instead: ReadonlyMap<string, Pick<RecordNow, 'title' | 'values'>>,
  ): Promise<Published> {
    const done: Published[] = []
    try {
      for (const [shard, ids] of await this.#records.byShard(tx, organizationId, folderId, [
        ...instead.keys(),
      ])) {
        const change = holdingInstead(ids, instead)
        const renewed = await this.renew(tx, organizationId, shardOf(folderId, shard), change)
        if (renewed) done.push(renewed)
      }
      await forgetHistory(tx, { organizationId, folderId }, [...instead.keys()])
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /**
   * Deletes for good those of these records of a content document that lie in the bin, with what the history says of their
   * values (REC-5). Devices hear it as an update like any other; what one of them still writes to such a record is set back.
   * Null: none of them lies there.
   */
  async purge(
    tx: Tx,
    organizationId: string,
    document: string,
    recordIds: readonly string[],
  ): Promise<Published | null> {
    const name = parseDocumentName(document)
    const folder =
      name?.kind === 'content' ? await this.#facts.folder(tx, organizationId, name.folderId) : null
    if (!folder) return null
    const copy = await this.#log.open(tx, organizationId, document)
    const read = now(copy.doc)
    const ids = recordIds.filter((id) => typeof fieldIn(read, id, 'deleted') === 'string')
    if (ids.length === 0) return null
    const cause = {
      ...{ organizationId, userId: null, document, cause: null },
      ...{ at: this.#clock().toISOString(), folderId: folder.id },
    }
    try {
      const { made, changed } = changeContent(copy.doc, withoutRecords(new Set(ids)))
      const update = updateOf(copy.doc, made)
      const consequences = new Consequences()
      consequences.noteQuietly(cause, folder, copy.doc, changed)
      await consequences.write(tx)
      await purgeHistory(tx, cause, ids)
      const { workspaceId } = folder
      const published = await this.#log.append(tx, organizationId, document, copy, update, workspaceId)
      // The log still has what was written there.
      await this.#log.rewrite(tx, organizationId, document, copy)
      const gone = recordIdsIn(changed)
      const own = await this.#own.follow(tx, organizationId, folder, document, copy.doc, gone, true)
      return together([published, own])
    } catch (problem) {
      this.#log.drop(organizationId, document)
      throw problem
    }
  }
}
