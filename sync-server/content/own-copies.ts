import { randomUUID } from 'node:crypto'
import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { inOwnCopy, type OwnRecord } from '../../shared/domain/content/own-copy.ts'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import {
  FORGOTTEN,
  ownOf,
  parseDocumentName,
  ROWS_MAP,
  shardOf,
} from '../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { editKey } from '../../shared/domain/model/record.ts'
import { readsOwnCopy } from '../../shared/domain/policy/reading.ts'
import { foldersIn } from '../store/directory-reads.ts'
import type { Tx } from '../store/store.ts'
import type { DirectoryFacts } from './directory-facts.ts'
import { type DocumentLog, type Published, together } from './document-log.ts'
import type { FolderDocuments } from './folder-documents.ts'
import { recordIn } from './folder-records.ts'
import { inOneTransaction } from './guard/apply-update.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

/** What stands, or shall stand, in an own copy, by the record's id; null: it shall not. */
type Wanted = Map<string, OwnRecord | null>

/**
 * What people who are restricted to their own items, or without contact details, read instead of the workspace's content
 * (ROLE-10): a document for each of them and each folder, with the records they may see, which the server alone writes, in
 * the transaction of what changes it. They change content by commands.
 */
export class OwnCopies {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #folders: FolderDocuments

  constructor(log: DocumentLog, facts: DirectoryFacts, folders: FolderDocuments) {
    this.#log = log
    this.#facts = facts
    this.#folders = folders
  }

  /**
   * These records of a folder's document have changed. `forgets`: what they said before must be gone, from the server's disk
   * and from devices too (LIFE-6, REC-5).
   */
  async follow(
    tx: Tx,
    organizationId: string,
    folder: Folder,
    doc: Y.Doc,
    recordIds: Iterable<string>,
    forgets = false,
  ): Promise<Published> {
    const done: Published[] = []
    try {
      for (const reader of await this.#facts.readersOfOwnCopies(tx, organizationId, folder.workspaceId)) {
        const wanted: Wanted = new Map()
        for (const id of recordIds)
          wanted.set(id, await this.#seen(tx, organizationId, reader, folder, doc, id))
        done.push(await this.#write(tx, organizationId, reader.user.id, folder, wanted, forgets))
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /** What this person may see, or looks after, has changed: writes all their copies as they must be now. */
  async renew(tx: Tx, organizationId: string, userId: string): Promise<Published> {
    const done: Published[] = []
    try {
      const reader = await this.#facts.standing(tx, organizationId, userId)
      const held = new Set(await this.#stored(tx, organizationId, userId))
      for (const { workspaceId } of reader?.memberships ?? []) {
        if (!reader || reader.user.state === 'erased' || !readsOwnCopy(reader, workspaceId)) continue
        for (const folder of await foldersIn(tx, organizationId, workspaceId)) {
          held.delete(folder.id)
          done.push(await this.#writeWhole(tx, organizationId, reader, folder))
        }
      }
      for (const folderId of held) {
        const folder = await this.#facts.folder(tx, organizationId, folderId)
        if (folder) done.push(await this.#empty(tx, organizationId, userId, folder))
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /** Folders of which this person has, or had, a copy. */
  async #stored(tx: Tx, organizationId: string, userId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('documents')
      .select('name')
      .where('organization_id', '=', organizationId)
      .where('name', '>=', `own/${userId}/`)
      // '0' follows '/' in the order of characters.
      .where('name', '<', `own/${userId}0`)
      .execute()
    return rows.flatMap(({ name }) => {
      const document = parseDocumentName(name)
      return document?.kind === 'own' ? [document.folderId] : []
    })
  }

  async #writeWhole(tx: Tx, organizationId: string, reader: Standing, folder: Folder): Promise<Published> {
    const wanted: Wanted = new Map()
    const { doc: own } = await this.#log.open(tx, organizationId, ownOf(reader.user.id, folder.id))
    for (const id of recordsOf(own).keys()) wanted.set(id, null)
    for (const shard of await this.#folders.shards(tx, organizationId, folder.id)) {
      const { doc } = await this.#log.open(tx, organizationId, shardOf(folder.id, shard))
      for (const id of recordsOf(doc).keys()) {
        const seen = await this.#seen(tx, organizationId, reader, folder, doc, id)
        if (seen) wanted.set(id, seen)
      }
    }
    return this.#write(tx, organizationId, reader.user.id, folder, wanted)
  }

  async #empty(tx: Tx, organizationId: string, userId: string, folder: Folder): Promise<Published> {
    const { doc } = await this.#log.open(tx, organizationId, ownOf(userId, folder.id))
    const wanted: Wanted = new Map([...recordsOf(doc).keys()].map((id) => [id, null]))
    return this.#write(tx, organizationId, userId, folder, wanted)
  }

  async #seen(
    tx: Tx,
    organizationId: string,
    reader: Standing,
    folder: Folder,
    doc: Y.Doc,
    recordId: string,
  ): Promise<OwnRecord | null> {
    const record = recordIn(doc, recordId, folder)
    if (!record) return null
    const portfolio = await this.#facts.portfolio(tx, organizationId, record.portfolio)
    return inOwnCopy(record, portfolio && holderOf(portfolio), reader, folder)
  }

  async #write(
    tx: Tx,
    organizationId: string,
    userId: string,
    { id: folderId, workspaceId }: Folder,
    wanted: Wanted,
    forgets = false,
  ): Promise<Published> {
    const document = ownOf(userId, folderId)
    const copy = await this.#log.open(tx, organizationId, document)
    const update = inOneTransaction(copy.doc, () => {
      let takes = false
      for (const [id, record] of wanted) {
        const wrote = writeRecord(copy.doc, id, record)
        takes ||= wrote === 'taken' || (forgets && wrote === 'written')
      }
      // The device's own log still has what was taken away: this tells it to fold that.
      if (takes) copy.doc.getMap(ROWS_MAP).set(FORGOTTEN, randomUUID())
    })
    const published = await this.#log.append(tx, organizationId, document, copy, update, workspaceId)
    if (!forgets || !update) return published
    try {
      await this.#log.rewrite(tx, organizationId, document, copy)
    } catch (problem) {
      published.discard()
      throw problem
    }
    return published
  }
}

/** `taken`: something that stood there before may not be seen any more. */
function writeRecord(doc: Y.Doc, id: string, record: OwnRecord | null): 'same' | 'written' | 'taken' {
  const [records, edits] = [recordsOf(doc), editsOf(doc)]
  const binned = editKey(id, 'deleted')
  const was = records.get(id) as OwnRecord['created'] | undefined
  if (!record) {
    records.delete(id)
    edits.delete(binned)
    return was ? 'taken' : 'same'
  }
  const { created, deleted } = record
  if ((edits.get(binned) ?? null) !== deleted) edits.set(binned, deleted)
  if (equalityDeep(was, created)) return 'same'
  records.set(id, created)
  // A value that was emptied is there as null.
  const isHidden = Object.keys(was?.values ?? {}).some((field) => !Object.hasOwn(created.values, field))
  return isHidden ? 'taken' : 'written'
}
