import type { Table } from 'dexie'
import { shardOf } from '../domain/documents/document-name.ts'
import {
  type CreatedRecord,
  type FieldValue,
  recordAsCreated,
  type RecordNow,
  valueNow,
  withEdit,
} from '../domain/model/record.ts'
import { LIMITS } from '../protocol/limits.ts'
import type { Bus } from './tabs/bus.ts'
import type { Intent, ReplicaDatabase } from './database.ts'
import type { Directory } from './directory/directory.ts'
import type { DocumentLog } from './documents/document-log.ts'
import { newId } from './ids.ts'
import { applyIntents, namesIn, recordIdOf } from './documents/intent.ts'
import type { OwnRecords } from './records/own-records.ts'
import { isOwnPlace, type Place } from './documents/place.ts'
import type { RecordsProjection } from './records/project-records.ts'
import type { TakeOff } from './outbox/send-again.ts'
import type { RecordPages } from './records/record-pages.ts'
import type { NewRecord, ReplicaContent } from './replica.ts'
import type { Writes } from './writes.ts'

/** JSON of one piece's records; Yjs adds a little to each, and a piece must stay below `LIMITS.piece`. */
const PIECE_JSON = LIMITS.piece * 0.7
/** A shard with so many records is full (DESIGN §3): the next go into another. */
export const SHARD_RECORDS = 10_000
/** Records changed by one edit, so that its transaction stays short. */
const MOST_AT_ONCE = 2_000

export interface ContentParts {
  db: ReplicaDatabase
  bus: Bus
  log: DocumentLog
  projection: RecordsProjection
  pages: RecordPages
  directory: () => Directory
  userId: string
  recordsPerShard: number
  /** For folders of which this user has only a copy of their own. */
  own: OwnRecords
  /** Resolves when what was told is in the list of what waits, so that a caller finds its own edit there. */
  settled: () => Promise<unknown>
  writes: Writes
}

export type ContentWrites = Pick<
  ReplicaContent,
  'createRecord' | 'createMany' | 'edit' | 'assign' | 'bin' | 'restore'
>

/** This device's edits of content: each is on disk, with its intent and its rows, when the call resolves (DESIGN §5). */
export function contentWrites(parts: ContentParts): ContentWrites {
  const { directory, pages, own } = parts

  /** One edit of records that are in one shard; a record that is not there is left out. */
  async function editRecords(
    folderId: string,
    recordIds: readonly string[],
    change: (record: RecordNow) => Record<string, FieldValue>,
    words: (records: RecordNow[], fields: string[]) => string,
  ): Promise<void> {
    if (own.isOwn(folderId)) return own.edit(folderId, recordIds, change)
    const places = await pages.locate(folderId, recordIds)
    for (const [shard, all] of Map.groupBy(places.keys(), (id) => places.get(id) ?? 0)) {
      // The folder may be read as it is now, and has not come yet: what is still here of their own is changed as before.
      if (isOwnPlace({ shard })) {
        await own.edit(folderId, all, change)
        continue
      }
      for (let i = 0; i < all.length; i += MOST_AT_ONCE) {
        const ids = all.slice(i, i + MOST_AT_ONCE)
        await writeEdit(parts, { folderId, shard }, ids, (recordNow) => {
          const records = ids.map(recordNow).filter((record) => record !== null)
          const intents = records.flatMap((record) => intentsFor(record, change(record)))
          const fields = intents.flatMap((intent) => ('edit' in intent ? [intent.field] : []))
          return { intents, words: words(records, [...new Set(fields)]) }
        })
      }
    }
  }

  return {
    async createRecord(folderId, { id = newId('record'), title, values, portfolio }) {
      const home = portfolio ?? homeIn(directory(), folderId, parts.userId)
      if (home === null) throw new Error('no home in this folder’s workspace: open one first')
      await createMany(parts, folderId, [{ id, title, values, portfolio: home }], () => undefined)
      return id
    },

    createMany: (folderId, records, onProgress = () => undefined) =>
      createMany(parts, folderId, records, onProgress),

    edit: (folderId, recordId, changes) =>
      editRecords(
        folderId,
        [recordId],
        () => changes,
        ([record], fields) => {
          const folder = directory().folder(folderId)
          const names = fields.map((field) =>
            field === 'title' ? 'the name' : (folder?.fields.find((f) => f.id === field)?.name ?? 'a field'),
          )
          return `Change ${names.join(', ')} of ${titleOf(record)}`
        },
      ),

    assign: (folderId, recordIds, portfolioId) =>
      editRecords(
        folderId,
        typeof recordIds === 'string' ? [recordIds] : recordIds,
        () => ({ portfolio: portfolioId }),
        (records) => `Give ${these(records)} to ${directory().nameOf(portfolioId)}`,
      ),

    bin(folderId, recordIds) {
      const now = new Date().toISOString()
      return editRecords(
        folderId,
        recordIds,
        (record) => ({ deleted: record.deleted ?? now }),
        (records) => `Move ${these(records)} to the bin`,
      )
    },

    restore: (folderId, recordIds) =>
      editRecords(
        folderId,
        recordIds,
        () => ({ deleted: null }),
        (records) => `Take ${these(records)} out of the bin`,
      ),
  }
}

async function createMany(
  parts: ContentParts,
  folderId: string,
  records: readonly NewRecord[],
  onProgress: (done: number, of: number) => void,
): Promise<{ created: number; already: number }> {
  const folderName = parts.directory().folder(folderId)?.name ?? 'a folder'
  const createdAt = new Date().toISOString()
  if (parts.own.isOwn(folderId)) {
    const withIds = records.map((record) => ({ ...record, id: record.id ?? newId('record') }))
    return parts.own.create(folderId, withIds, createdAt, onProgress)
  }
  // A record is in one shard only, so whether there is one is asked of them all.
  const there = await parts.pages.locate(
    folderId,
    records.flatMap(({ id }) => (id === undefined ? [] : [id])),
  )
  let created = 0
  let done = 0
  for (const piece of piecesOf(records.map((record) => asIntent(record, createdAt)))) {
    const ids = piece.map(({ create }) => create)
    await writeEdit(parts, await placeForMore(parts, folderId), ids, (recordNow) => {
      const fresh = piece.filter(({ create }) => {
        const known = there.has(create) || recordNow(create) !== null
        there.set(create, 0)
        return !known
      })
      created += fresh.length
      const words =
        fresh.length === 1
          ? `Create “${fresh[0]?.record.title}” in ${folderName}`
          : `Create ${fresh.length} items in ${folderName}`
      return { intents: fresh, words }
    })
    done += piece.length
    onProgress(done, records.length)
  }
  return { created, already: records.length - created }
}

/** Where new records go: the folder's last shard, or one after it when that is full. */
async function placeForMore({ db, pages, recordsPerShard }: ContentParts, folderId: string): Promise<Place> {
  const counts = (await pages.counts(folderId)).filter((count) => !isOwnPlace(count))
  const names = await db.documents.where('name').startsWith(shardOf(folderId, 0).slice(0, -1)).primaryKeys()
  const shards = names.map((name) => Number(name.slice(name.lastIndexOf('/') + 1)))
  const last = Math.max(0, ...shards, ...counts.map(({ shard }) => shard))
  const full = (counts.find(({ shard }) => shard === last)?.records ?? 0) >= recordsPerShard
  return { folderId, shard: full ? last + 1 : last }
}

type Creation = Extract<Intent, { create: string }>

function asIntent({ id, title, values, portfolio }: NewRecord, createdAt: string): Creation {
  const record: CreatedRecord = { title: title.slice(0, 500), portfolio, createdAt, values }
  return { create: id ?? newId('record'), record }
}

function* piecesOf(creations: Creation[]): Generator<Creation[]> {
  let piece: Creation[] = []
  let size = 0
  for (const creation of creations) {
    const bytes = utf8.encode(JSON.stringify(creation.record)).length + 80
    if (piece.length > 0 && (size + bytes > PIECE_JSON || piece.length >= MOST_AT_ONCE)) {
      yield piece
      piece = []
      size = 0
    }
    piece.push(creation)
    size += bytes
  }
  if (piece.length > 0) yield piece
}

const utf8 = new TextEncoder()

type RecordOf = (id: string) => RecordNow | null

/**
 * Writes one edit: the update, what it meant, its number and the rows of the query table, in one transaction. While the
 * document is being fetched anew there is nothing to write an update into: then the edit waits as what it meant, and is
 * said when the document has come (`rebuild`). `ids` are of the records that `plan` asks for.
 */
export async function writeEdit(
  { db, bus, log, projection, settled, writes }: ContentParts,
  place: Place,
  ids: readonly string[],
  plan: (recordNow: RecordOf) => { intents: Intent[]; words: string },
  off?: TakeOff,
): Promise<void> {
  const { folderId } = place
  const document = shardOf(folderId, place.shard)
  const tables: Table[] = [db.edits, db.intents, ...(off?.tables ?? [])]
  const write = () =>
    log.write(document, tables, async (live, record) => {
      if (off && !(await off.take(null))) return null
      const isDropped = await log.isDropped(document)
      const shown = isDropped ? await projection.shown(place, ids) : null
      const recordNow: RecordOf = (id) => (shown ? (shown.get(id) ?? null) : projection.recordNow(live, id))
      const { intents, words } = plan(recordNow)
      const update =
        intents.length > 0 && !isDropped ? live.edit(() => applyIntents(live.doc, intents)) : null
      if (!update && !(isDropped && intents.length > 0)) return null
      const number = await db.nextSeq()
      await db.edits.add({
        seq: number,
        document,
        words,
        names: [folderId, ...namesIn(intents)],
        state: 'unsent',
        attempts: 0,
        held: isDropped ? 1 : 0,
        since: new Date().toISOString(),
      })
      await db.intents.add({ seq: number, intents })
      if (update) await record(update, number)
      else await projection.show(place, afterIntents(recordNow, intents), number)
      return number
    })
  const seq = await writes.retry(write)
  if (off) bus.post({ kind: 'outbox', seqs: null })
  if (seq === null) return
  bus.post({ kind: 'edits', document, seqs: [seq] })
  bus.post({ kind: 'records', ...place, ids: [...ids] })
  await settled()
}

/** The records as the intents leave them. */
function afterIntents(recordNow: RecordOf, intents: readonly Intent[]): RecordNow[] {
  const records = new Map<string, RecordNow>()
  for (const intent of intents) {
    const id = recordIdOf(intent)
    const before = records.get(id) ?? recordNow(id)
    if ('create' in intent) records.set(id, before ?? recordAsCreated(id, intent.record))
    else if (before) records.set(id, withEdit(before, before, intent.field, intent.value))
  }
  return [...records.values()]
}

/** Only what is another value than now: an edit that says nothing would still beat somebody else's. */
const intentsFor = (record: RecordNow, changes: Record<string, FieldValue>): Intent[] =>
  Object.entries(changes)
    .filter(([field, value]) => valueNow(record, field) !== value)
    .map(([field, value]) => ({ edit: record.id, field, value }))

function homeIn(directory: Directory, folderId: string, userId: string): string | null {
  const folder = directory.folder(folderId)
  return folder ? (directory.homeOf(userId, folder.workspaceId)?.id ?? null) : null
}

const titleOf = (record: RecordNow | undefined): string => (record ? `“${record.title}”` : 'an item')
const these = (records: RecordNow[]): string =>
  records.length === 1 ? titleOf(records[0]) : `${records.length} items`
