import { Dexie, type Table, type Transaction } from 'dexie'
import type { Command } from '../domain/decide/command.ts'
import type { CreatedRecord, FieldValue, RecordNow } from '../domain/model/record.ts'
import type { CommandAnswer } from '../protocol/http.ts'
import type { Said } from '../protocol/room-message.ts'
import { OWN_SHARD } from './documents/place.ts'
import type { ColumnsRow } from './records/record-columns.ts'
import { RecordPages } from './records/record-pages.ts'
import type { KnownAs } from './documents/same-record.ts'
import { anyVersion } from './records/shard-changes.ts'

/** What is known of one Yjs document on this device. */
export interface DocumentRow {
  name: string
  /** Updates up to this number are in the snapshot. */
  upTo: number
  /** Grows when the copy is built anew: documents in memory from before are worthless then. */
  generation: number
  /** It was whole once: what is absent in it did not exist then. */
  whole: boolean
  /** The server's number of the last update that this copy of a content document holds. Absent: not known. */
  head?: number
  /** Of the copy (`protocol/room-name.ts`). Absent: the first. */
  epoch?: string
  /** The mark of the last erasing after which the log was folded (`FORGOTTEN`). */
  forgotten?: unknown
}
export interface SnapshotRow {
  name: string
  /** Yjs state, V2 (never sent). */
  state: Uint8Array
}
/** One update of a document, of this device or from the server, in the order in which it came to this device. */
export interface UpdateRow {
  seq: number
  document: string
  /** V1, as it goes over the wire. */
  update: Uint8Array
}

/** What an edit wanted, apart from the Yjs update that says it: can be said again over another state of the document. */
export type Intent =
  { create: string; record: CreatedRecord } | { edit: string; field: string; value: FieldValue }

/** An edit of this device that the server has not yet written to disk. Its update and intents have the same number. */
export interface EditRow {
  seq: number
  document: string
  words: string
  /** Ids that commands may have to create first: folder, portfolios, people. */
  names: string[]
  /** `sent` before it goes out, so that nobody withdraws what the server may have. */
  state: 'unsent' | 'sent'
  /** How often the server refused the document's copy that held it. */
  attempts: number
  /** The copy was dropped; its update must be made again when the document has been fetched. */
  held: 0 | 1
  /** What was sent of it in copies that were dropped, so that the server knows it where it had arrived. */
  said?: Said[]
  /** ISO. */
  since: string
}
export interface IntentRow {
  seq: number
  intents: Intent[]
}

export interface OutboxRow {
  seq: number
  id: string
  command: Command
  words: string
  /** `accepted` stays until its effects have come with the directory documents. */
  state: 'waiting' | 'sending' | 'accepted' | 'refused'
  /** Ids in the arguments that nobody here knew before. */
  creates: string[]
  /** All ids in the arguments. */
  names: string[]
  createdAt: string
  answer?: CommandAnswer
  answeredAt?: string
  /** The refused command this was built on. */
  dependsOn?: string
}

/** An edit that cannot be sent any more, kept until the person drops it (SYNC-3). */
export interface RefusedEditRow {
  id: string
  words: string
  code: string
  message: string
  since: string
  dependsOn?: string
  document: string
  intents: Intent[]
  /** By what each of the records can be found in a copy that names them otherwise, where it can (`same-record.ts`). */
  known?: Record<string, KnownAs>
}

export interface AnswerRow {
  id: string
  answer: CommandAnswer
  at: string
}
export interface AliasRow {
  given: string
  real: string
}

/** A record as lists need it, so that they never load a Yjs document. */
export interface RecordEntry extends RecordNow {
  folderId: string
  shard: number
  open: 0 | 1
  /** Number of this device's last edit of it, 0: none. Saved when no earlier or equal edit of the document waits. */
  touched: number
}

/** What lists filter and sort by, of one page of a shard: JSON (`record-pages.ts`). */
export interface KeysRow {
  folderId: string
  shard: number
  page: number
  keys: string
}
/** The records of one page of a shard: JSON. */
export interface PageRow {
  folderId: string
  shard: number
  page: number
  records: string
}
/** Of one shard: how many records there are, and of those not in the bin, by portfolio, how many are open, and all. */
export interface CountsRow {
  folderId: string
  shard: number
  records: number
  portfolios: Record<string, [open: number, all: number]>
}
/** What changed last in the records of one shard (`shard-changes.ts`). */
export interface ChangesRow {
  folderId: string
  shard: number
  /** How many changes there were. Begins somewhere. */
  version: number
  /** Records of the last changes, the latest last. */
  ids: string[]
}
/** A folder's list as it was in order last (`stored-list.ts`). */
export interface ListRow {
  folderId: string
  /** Of which version of which shard it is. */
  versions: [shard: number, version: number][]
  columns: ColumnsRow
}

export interface DirectoryRow {
  document: string
  /** `table/key` */
  key: string
  value: unknown
}

/** The stage (JSON) by which a folder's records were last said to be open. */
interface StageRow {
  folderId: string
  stage: string
}

/** A person's photo: a small JPEG. */
interface PhotoRow {
  id: string
  image: Uint8Array
}

interface Counter {
  name: 'seq'
  value: number
}

/** The copy of one organization and user on this device; all tabs share it. */
export class ReplicaDatabase extends Dexie {
  declare documents: Table<DocumentRow, string>
  declare snapshots: Table<SnapshotRow, string>
  declare updates: Table<UpdateRow, number>
  declare edits: Table<EditRow, number>
  declare intents: Table<IntentRow, number>
  declare outbox: Table<OutboxRow, number>
  declare refusedEdits: Table<RefusedEditRow, string>
  declare answers: Table<AnswerRow, string>
  declare aliases: Table<AliasRow, string>
  declare keys: Table<KeysRow, [string, number, number]>
  declare pages: Table<PageRow, [string, number, number]>
  declare counts: Table<CountsRow, [string, number]>
  declare changes: Table<ChangesRow, [string, number]>
  declare lists: Table<ListRow, string>
  declare directory: Table<DirectoryRow, [string, string]>
  declare stages: Table<StageRow, string>
  /** Notices that were read, until the server has taken them away. */
  declare confirmedNotices: Table<{ id: string }, string>
  declare counters: Table<Counter, string>
  declare photos: Table<PhotoRow, string>

  constructor(name: string) {
    // Dexie's own cache keeps and freezes what was read; with 100,000 records that is slow, and lists keep their own keys.
    super(name, { cache: 'disabled' })
    // Nor are its live queries used: pages tell each other what changed (`bus.ts`), so nothing needs to be noted for them.
    for (const unused of ['Cache', 'Observability']) this.unuse({ stack: 'dbcore', name: unused })
    this.version(1).stores({
      documents: 'name',
      snapshots: 'name',
      updates: 'seq, [document+seq]',
      edits: 'seq, [document+seq]',
      intents: 'seq',
      outbox: 'seq, &id',
      refusedEdits: 'id',
      answers: 'id, at',
      aliases: 'given',
      records: '[folderId+id], [portfolio+folderId+inBin+open], [folderId+inBin+titleKey]',
      directory: '[document+key], document',
      stages: 'folderId',
      confirmedNotices: 'id',
      counters: 'name',
    })
    this.version(2)
      .stores({
        keys: '[folderId+shard+page]',
        pages: '[folderId+shard+page]',
        counts: '[folderId+shard]',
      })
      .upgrade(pageRecords)
    this.version(3).stores({ records: null })
    this.version(4).stores({ photos: 'id' })
    this.version(5).stores({}).upgrade(forgetWholeCopies)
    this.version(SCHEMA).stores({ changes: '[folderId+shard]', lists: 'folderId' }).upgrade(beginVersions)
  }

  /** Did a later version of the program write it? Dexie opens it all the same. */
  get isNewer(): boolean {
    // Dexie counts in tens.
    return this.backendDB().version > SCHEMA * 10
  }

  /**
   * The next number for a command, an edit or an update: one order for all (DESIGN §2.3). Call it inside the transaction
   * that writes what gets the number, with `counters` among its tables.
   */
  async nextSeq(): Promise<number> {
    const value = ((await this.counters.get('seq'))?.value ?? 0) + 1
    await this.counters.put({ name: 'seq', value })
    return value
  }
}

/** Records had a row each before. */
async function pageRecords(tx: Transaction): Promise<void> {
  const pages = RecordPages.ofOldDatabase(tx.db as ReplicaDatabase)
  const rows = (await tx.table('records').toArray()) as RecordEntry[]
  for (const [folderId, ofFolder] of Map.groupBy(rows, (row) => row.folderId))
    for (const [shard, entries] of Map.groupBy(ofFolder, (row) => row.shard))
      await pages.write(folderId, shard, entries, [])
}

/**
 * The own copy of a folder was one document; it comes again as shards. What waits is in the outbox, and drawn over them.
 */
async function forgetWholeCopies(tx: Transaction): Promise<void> {
  const db = tx.db as ReplicaDatabase
  const all = await tx.table('documents').where('name').startsWith('own/').primaryKeys()
  const names = (all as string[]).filter((name) => name.split('/').length === 3)
  await tx.table('documents').bulkDelete(names)
  await tx.table('snapshots').bulkDelete(names)
  const pages = RecordPages.ofOldDatabase(db)
  for (const name of names) {
    await tx
      .table('updates')
      .where('[document+seq]')
      .between([name, 0], [name, Number.MAX_SAFE_INTEGER])
      .delete()
    await pages.delete(name.slice(name.lastIndexOf('/') + 1), OWN_SHARD)
  }
}

/** What changes in the shards that are there is noted from now on. */
async function beginVersions(tx: Transaction): Promise<void> {
  const rows = (await tx.table('counts').toArray()) as CountsRow[]
  await tx
    .table('changes')
    .bulkAdd(rows.map(({ folderId, shard }) => ({ folderId, shard, version: anyVersion(), ids: [] })))
}

/** Of the tables above. */
const SCHEMA = 6

/** One database per server and user (DESIGN §5). */
export const databaseNameFor = (serverUrl: string, organizationId: string, userId: string): string =>
  `handover ${serverUrl.replace(/\/+$/, '')} ${organizationId} ${userId}`

/** Where numbers from 1 to the largest possible are meant in a range of an index. */
export const MAX_SEQ = Number.MAX_SAFE_INTEGER
