import type { Table } from 'dexie'
import { EDITS_MAP, RECORDS_MAP } from '../../domain/documents/document-name.ts'
import type { Folder } from '../../domain/model/folder.ts'
import {
  type CreatedRecord,
  editKey,
  type FieldValue,
  isOpen,
  parseEditKey,
  type RecordNow,
  recordAsCreated,
  withEdit,
} from '../../domain/model/record.ts'
import type { BusMessage } from '../tabs/bus.ts'
import type { Projection } from '../documents/document-log.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { ChangedKeys, LiveDocument } from '../documents/live-document.ts'
import { recordOf, withWaiting } from './own-records.ts'
import { OWN_SHARD, type Place, placeOf } from '../documents/place.ts'
import type { RecordPages, RecordToWrite } from './record-pages.ts'

/** Of more records than this, others are told that the shard changed. */
const MOST_NAMED = 500

/** Keeps the query table of records as the content documents are. */
export class RecordsProjection implements Projection {
  readonly tables: Table[]
  readonly #outbox: ReplicaDatabase['outbox'] | null
  readonly #pages: RecordPages
  readonly #folderOf: (folderId: string) => Pick<Folder, 'stage'> | null
  /** Which fields of which records have edits: the map of edits is flat, and must not be searched for each record. */
  readonly #edited = new WeakMap<LiveDocument, Map<string, Set<string>>>()

  /** `outbox`: of a device's own copies alone, over which waiting commands are drawn. */
  constructor(
    pages: RecordPages,
    folderOf: (folderId: string) => Pick<Folder, 'stage'> | null,
    outbox: ReplicaDatabase['outbox'] | null = null,
  ) {
    this.#outbox = outbox
    this.#pages = pages
    this.#folderOf = folderOf
    this.tables = [...pages.tables, ...(outbox ? [outbox] : [])]
  }

  async write(live: LiveDocument, changed: ChangedKeys, seq: number | null): Promise<BusMessage[]> {
    const edited = this.#editedFields(live)
    const ids = new Set(changed.get(RECORDS_MAP))
    for (const key of changed.get(EDITS_MAP) ?? []) {
      const parsed = parseEditKey(key)
      if (!parsed) continue
      ids.add(parsed.recordId)
      noteField(edited, parsed)
    }
    if (ids.size === 0) return []
    const place = placeOf(live.name)
    if (!place) return []
    await this.#write(live, place, ids, seq)
    return [{ kind: 'records', ...place, ids: ids.size > MOST_NAMED ? null : [...ids] }]
  }

  /** Writes the rows of these records anew. */
  async rewrite(live: LiveDocument, ids: Iterable<string>): Promise<void> {
    const place = placeOf(live.name)
    if (place) await this.#write(live, place, ids, null)
  }

  async #write(
    live: LiveDocument,
    { folderId, shard }: Place,
    ids: Iterable<string>,
    seq: number | null,
  ): Promise<void> {
    const edited = this.#editedFields(live)
    const folder = this.#folderOf(folderId)
    const put: RecordToWrite[] = []
    const gone: string[] = []
    // An own copy is written by the server alone: what waits here is commands, drawn over it.
    const waiting = (await this.#outbox?.orderBy('seq').toArray()) ?? null
    for (const id of ids) {
      const stored = recordIn(live, id, edited.get(id))
      // What is only waiting to be created is drawn in the first of the copies.
      const isDrawn = waiting && (stored !== null || shard === OWN_SHARD)
      const { record, touched } = isDrawn
        ? withWaiting(id, stored, waiting, withChanges)
        : { record: stored, touched: seq }
      if (record) put.push(entryOf(record, folderId, shard, folder, touched))
      else gone.push(id)
    }
    await this.#pages.write(folderId, shard, put, gone)
  }

  async reconcile(live: LiveDocument): Promise<BusMessage[]> {
    const place = placeOf(live.name)
    if (!place) return []
    const { folderId, shard } = place
    const records = live.doc.getMap(RECORDS_MAP)
    await this.#pages.keepOnly(folderId, shard, (id) => records.has(id))
    const waiting = (await this.#outbox?.toArray()) ?? []
    const about = waiting.map(({ command }) => recordOf(command))
    const drawn = about.flatMap((one) => (one?.folderId === folderId ? [one.recordId] : []))
    if (drawn.length > 0) await this.#write(live, place, new Set(drawn), null)
    return [{ kind: 'records', folderId, shard, ids: null }]
  }

  /** The record as it is in the document, or null. */
  recordNow(live: LiveDocument, id: string): RecordNow | null {
    return recordIn(live, id, this.#editedFields(live).get(id))
  }

  /** These records as the query table has them. */
  async shown({ folderId, shard }: Place, ids: readonly string[]): Promise<Map<string, RecordNow>> {
    const entries = await this.#pages.read(folderId, shard, ids)
    return new Map(entries.map((entry) => [entry.id, entry]))
  }

  /** Shows records as they will be when the document that is being fetched anew has come. `seq`: the edit's number. */
  async show({ folderId, shard }: Place, records: readonly RecordNow[], seq: number): Promise<void> {
    const folder = this.#folderOf(folderId)
    const put = records.map((record) => entryOf(record, folderId, shard, folder, seq))
    await this.#pages.write(folderId, shard, put, [])
  }

  /** A folder's stage changed: says anew which of its records are open (REC-1). */
  async recount(folderId: string): Promise<BusMessage[]> {
    const shards = await this.#pages.recount(folderId, this.#folderOf(folderId) ?? NO_STAGE)
    return shards.map((shard) => ({ kind: 'records', folderId, shard, ids: null }))
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

/** The record with new values of its fields, as they are meant. */
const withChanges = (record: RecordNow, changes: Record<string, FieldValue>): RecordNow =>
  Object.entries(changes).reduce((now, [field, value]) => withEdit(now, now, field, value), record)

const NO_STAGE = { stage: null }

function entryOf(
  record: RecordNow,
  folderId: string,
  shard: number,
  folder: Pick<Folder, 'stage'> | null,
  touched: number | null,
): RecordToWrite {
  // A folder not yet known has no stage to close anything; `recount` puts it right when it comes.
  return { ...record, folderId, shard, open: isOpen(folder ?? NO_STAGE, record.values) ? 1 : 0, touched }
}
