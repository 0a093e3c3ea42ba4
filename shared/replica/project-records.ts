import type { Table } from 'dexie'
import { EDITS_MAP, parseDocumentName, RECORDS_MAP } from '../domain/documents/document-name.ts'
import type { Folder } from '../domain/model/folder.ts'
import {
  type CreatedRecord,
  editKey,
  isOpen,
  parseEditKey,
  type RecordNow,
  recordAsCreated,
  withEdit,
} from '../domain/model/record.ts'
import type { BusMessage } from './bus.ts'
import { MAX_SEQ, type RecordEntry, type ReplicaDatabase } from './database.ts'
import type { Projection } from './document-log.ts'
import type { ChangedKeys, LiveDocument } from './live-document.ts'

/** Keeps the query table of records as the content documents are. */
export class RecordsProjection implements Projection {
  readonly tables: Table[]
  readonly #db: ReplicaDatabase
  readonly #folderOf: (folderId: string) => Pick<Folder, 'stage'> | null
  /** Which fields of which records have edits: the map of edits is flat, and must not be searched for each record. */
  readonly #edited = new WeakMap<LiveDocument, Map<string, Set<string>>>()

  constructor(db: ReplicaDatabase, folderOf: (folderId: string) => Pick<Folder, 'stage'> | null) {
    this.#db = db
    this.#folderOf = folderOf
    this.tables = [db.records]
  }

  async write(live: LiveDocument, changed: ChangedKeys, seq: number | null): Promise<BusMessage[]> {
    const place = parseDocumentName(live.name)
    if (place?.kind !== 'content') return []
    const { folderId, shard } = place
    const edited = this.#editedFields(live)
    const ids = new Set(changed.get(RECORDS_MAP))
    for (const key of changed.get(EDITS_MAP) ?? []) {
      const parsed = parseEditKey(key)
      if (!parsed) continue
      ids.add(parsed.recordId)
      noteField(edited, parsed)
    }
    if (ids.size === 0) return []
    const touched = await this.#touchedBefore(live.name, folderId, [...ids], seq)
    const folder = this.#folderOf(folderId)
    const put: RecordEntry[] = []
    const gone: [string, string][] = []
    for (const id of ids) {
      const record = recordIn(live, id, edited.get(id))
      if (record) put.push(entryOf(record, folderId, shard, folder, seq ?? touched.get(id) ?? 0))
      else gone.push([folderId, id])
    }
    await this.#db.records.bulkPut(put)
    await this.#db.records.bulkDelete(gone)
    return [{ kind: 'records', folderId, ids: [...ids] }]
  }

  async reconcile(live: LiveDocument): Promise<BusMessage[]> {
    const place = parseDocumentName(live.name)
    if (place?.kind !== 'content') return []
    const { folderId, shard } = place
    const records = live.doc.getMap(RECORDS_MAP)
    await this.#db.records
      .where('[folderId+id]')
      .between([folderId, ''], [folderId, '\uffff'])
      .and((row) => row.shard === shard && !records.has(row.id))
      .delete()
    return [{ kind: 'records', folderId, ids: null }]
  }

  /** The record as it is in the document, or null. */
  recordNow(live: LiveDocument, id: string): RecordNow | null {
    return recordIn(live, id, this.#editedFields(live).get(id))
  }

  /** A folder's stage changed: says anew which of its records are open (REC-1). */
  async recount(folderId: string): Promise<BusMessage[]> {
    const folder = this.#folderOf(folderId)
    const ids: string[] = []
    await this.#db.records
      .where('[folderId+id]')
      .between([folderId, ''], [folderId, '\uffff'])
      .modify((row) => {
        const open = isOpen(folder ?? NO_STAGE, row.values) ? 1 : 0
        if (row.open === open) return
        row.open = open
        ids.push(row.id)
      })
    return ids.length > 0 ? [{ kind: 'records', folderId, ids }] : []
  }

  /** Numbers of this device's last edits. Needed only while edits wait: without any, every record is saved. */
  async #touchedBefore(document: string, folderId: string, ids: string[], seq: number | null) {
    if (seq !== null) return new Map<string, number>()
    const waits = await this.#db.edits
      .where('[document+seq]')
      .between([document, 0], [document, MAX_SEQ])
      .count()
    if (waits === 0) return new Map<string, number>()
    const rows = await this.#db.records.bulkGet(ids.map((id): [string, string] => [folderId, id]))
    return new Map(rows.filter((row) => row !== undefined).map((row) => [row.id, row.touched]))
  }

  #editedFields(live: LiveDocument): Map<string, Set<string>> {
    const known = this.#edited.get(live)
    if (known) return known
    const edited = new Map<string, Set<string>>()
    for (const key of live.doc.getMap(EDITS_MAP).keys()) {
      const parsed = parseEditKey(key)
      if (parsed) noteField(edited, parsed)
    }
    this.#edited.set(live, edited)
    return edited
  }
}

function noteField(
  edited: Map<string, Set<string>>,
  { recordId, field }: { recordId: string; field: string },
) {
  const fields = edited.get(recordId)
  if (fields) fields.add(field)
  else edited.set(recordId, new Set([field]))
}

function recordIn(live: LiveDocument, id: string, fields: Set<string> | undefined): RecordNow | null {
  const created = live.doc.getMap<CreatedRecord>(RECORDS_MAP).get(id)
  if (!created) return null
  const edits = live.doc.getMap(EDITS_MAP)
  let record = recordAsCreated(id, created)
  for (const field of fields ?? []) {
    const key = editKey(id, field)
    // An edit that was taken back or set back: the value as created counts, as if there had been none.
    if (edits.has(key)) record = withEdit(record, created, field, edits.get(key))
  }
  return record
}

const NO_STAGE = { stage: null }

function entryOf(
  record: RecordNow,
  folderId: string,
  shard: number,
  folder: Pick<Folder, 'stage'> | null,
  touched: number,
): RecordEntry {
  return {
    ...record,
    folderId,
    shard,
    titleKey: titleKeyOf(record.title),
    // A folder not yet known has no stage to close anything; `recount` puts it right when it comes.
    open: isOpen(folder ?? NO_STAGE, record.values) ? 1 : 0,
    inBin: record.deleted === null ? 0 : 1,
    touched,
  }
}

/** What titles are sorted by: the same in the index and in memory. */
export const titleKeyOf = (title: string): string => title.normalize('NFKD').toLowerCase().slice(0, 80)
