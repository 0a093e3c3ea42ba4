import type * as Y from 'yjs'
import type { RecordWrite } from '../../../shared/domain/decide/change.ts'
import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { editKey, type RecordNow, recordAsCreated, withEdit } from '../../../shared/domain/model/record.ts'
import type { Tx } from '../../store/store.ts'
import type { ContentChange } from '../stored/change-content.ts'
import type { DocumentLog } from '../stored/document-log.ts'
import type { FolderDocuments } from './folder-documents.ts'
import { createdIn } from '../guard/facts.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

/** A shard with so many records is full: the next go into another (as on devices). */
const SHARD_RECORDS = 10_000

/** Finds and reads single records of a folder, whichever of its documents they are in. */
export class FolderRecords {
  readonly #log: DocumentLog
  readonly #folders: FolderDocuments

  constructor(log: DocumentLog, folders: FolderDocuments) {
    this.#log = log
    this.#folders = folders
  }

  async recordNow(
    tx: Tx,
    organizationId: string,
    folder: Folder,
    recordId: string,
  ): Promise<RecordNow | null> {
    for (const shard of await this.#folders.shards(tx, organizationId, folder.id)) {
      const { doc } = await this.#log.open(tx, organizationId, shardOf(folder.id, shard))
      const record = recordIn(doc, recordId, folder)
      if (record) return record
    }
    return null
  }

  /** All records of the folder, those in the bin too. */
  async recordsNow(tx: Tx, organizationId: string, folder: Folder): Promise<RecordNow[]> {
    const all: RecordNow[] = []
    for (const shard of await this.#folders.shards(tx, organizationId, folder.id)) {
      const { doc } = await this.#log.open(tx, organizationId, shardOf(folder.id, shard))
      for (const id of recordsOf(doc).keys()) {
        const record = recordIn(doc, id, folder)
        if (record) all.push(record)
      }
    }
    return all
  }

  /** Which of these records lie in which shard. */
  async byShard(
    tx: Tx,
    organizationId: string,
    folderId: string,
    recordIds: readonly string[],
  ): Promise<Map<number, string[]>> {
    const found = new Map<number, string[]>()
    for (const shard of await this.#folders.shards(tx, organizationId, folderId)) {
      const records = recordsOf((await this.#log.open(tx, organizationId, shardOf(folderId, shard))).doc)
      const ids = recordIds.filter((id) => records.has(id))
      if (ids.length > 0) found.set(shard, ids)
    }
    return found
  }

  /** The shard that a write goes to: where the record is, or where the folder has room for another. */
  async shardFor(
    tx: Tx,
    organizationId: string,
    { folderId, recordId, create }: RecordWrite,
  ): Promise<number> {
    const shards = await this.#folders.shards(tx, organizationId, folderId)
    const recordsIn = async (shard: number) =>
      recordsOf((await this.#log.open(tx, organizationId, shardOf(folderId, shard))).doc)
    if (create) {
      const last = Math.max(0, ...shards)
      return (await recordsIn(last)).size >= SHARD_RECORDS ? last + 1 : last
    }
    for (const shard of shards) if ((await recordsIn(shard)).has(recordId)) return shard
    throw new Error(`there is no record ${recordId}`)
  }
}

/** The change of a document that a decided write comes to. */
export const changeFor =
  ({ recordId, create, edits = {} }: RecordWrite): ContentChange =>
  (records, editMap) => {
    if (create) records.set(recordId, create)
    for (const [field, value] of Object.entries(edits)) editMap.set(editKey(recordId, field), value)
  }

const ITS_OWN = ['title', 'portfolio', 'deleted']

/** A record as it stands in a document, or null. */
export function recordIn(doc: Y.Doc, recordId: string, { fields }: Folder): RecordNow | null {
  const created = createdIn(doc, recordId)
  if (!created) return null
  let record = recordAsCreated(recordId, created)
  const edits = editsOf(doc)
  for (const field of [...ITS_OWN, ...fields.map(({ id }) => id)]) {
    const key = editKey(recordId, field)
    if (edits.has(key)) record = withEdit(record, created, field, edits.get(key))
  }
  return record
}
