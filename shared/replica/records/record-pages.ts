import type { Table } from 'dexie'
import type { Folder } from '../../domain/model/folder.ts'
import { isOpen } from '../../domain/model/record.ts'
import type { CountsRow, KeysRow, PageRow, RecordEntry, ReplicaDatabase } from '../database.ts'
import { idsIn, keysFor, keysIn, type Page, type Stored } from './page-keys.ts'
import type { RecordKey } from './record-columns.ts'
import { changedSince, ShardChanges } from './shard-changes.ts'

/** Pages of a shard. With 10,000 records each has some 160: 30 kB to write anew for one edit. */
const PAGES = 64

/** A record to be written; `touched` null: as it was. */
export type RecordToWrite = Omit<RecordEntry, 'touched'> & { touched: number | null }

export interface KeysSince {
  /** Undefined: there is no such shard. */
  version: number | undefined
  ids: ReadonlySet<string> | null
  keys: RecordKey[]
}

/**
 * The query table of records. IndexedDB takes 100,000 small rows with their indexes in half a minute, and as a thousand
 * large ones in half a second (`docs/decisions/record-pages.md`). So the records of a shard lie in pages, by a hash of their
 * ids; what lists filter and sort by lies apart from the rest, and what is counted is counted as it is written.
 */
export class RecordPages {
  /** Of a transaction that writes records. */
  readonly tables: Table[]
  readonly #db: ReplicaDatabase
  /** Null: there are no such tables yet. */
  readonly #changes: ShardChanges | null

  constructor(db: ReplicaDatabase, changes: ShardChanges | null = new ShardChanges(db)) {
    this.#db = db
    this.#changes = changes
    this.tables = [db.keys, db.pages, db.counts, db.changes, db.lists]
  }

  /** For bringing up a database of a version that did not note changes. */
  static ofOldDatabase(db: ReplicaDatabase): RecordPages {
    return new RecordPages(db, null)
  }

  /** Writes records and takes others away. Call it inside a transaction over `tables`. */
  async write(
    folderId: string,
    shard: number,
    put: readonly RecordToWrite[],
    gone: readonly string[],
  ): Promise<void> {
    const byPage = Map.groupBy(put, ({ id }) => pageOf(id))
    const goneByPage = Map.groupBy(gone, pageOf)
    const numbers = [...new Set([...byPage.keys(), ...goneByPage.keys()])]
    const rows = await this.#db.pages.bulkGet(numbers.map((page) => keyOf(folderId, shard, page)))
    const counting = new Counting(await this.#db.counts.get([folderId, shard]), folderId, shard)
    const pages = numbers.map((page, i) => {
      const records = pageIn(rows[i])
      for (const id of goneByPage.get(page) ?? []) {
        counting.add(records[id], -1)
        delete records[id]
      }
      for (const entry of byPage.get(page) ?? []) {
        const before = records[entry.id]
        const after = stored(entry, entry.touched ?? before?.[TOUCHED] ?? 0)
        counting.add(before, -1)
        counting.add(after, 1)
        records[entry.id] = after
      }
      return { page, records }
    })
    await this.#put(folderId, shard, pages)
    await this.#db.counts.put(counting.row)
    await this.#changes?.note(folderId, shard, [...put.map(({ id }) => id), ...gone])
  }

  /** Takes away all records of the shard of which `stays` says no. */
  async keepOnly(folderId: string, shard: number, stays: (id: string) => boolean): Promise<void> {
    const gone: string[] = []
    for (const row of await this.#keysOf(folderId, shard)) gone.push(...idsIn(row).filter((id) => !stays(id)))
    if (gone.length > 0) await this.write(folderId, shard, [], gone)
  }

  /** Takes the whole shard away. */
  async delete(folderId: string, shard: number): Promise<void> {
    const { keys, pages, counts } = this.#db
    const numbers = (await this.#keysOf(folderId, shard)).map(({ page }) => keyOf(folderId, shard, page))
    await keys.bulkDelete(numbers)
    await pages.bulkDelete(numbers)
    await counts.delete([folderId, shard])
    await this.#changes?.forget(folderId, shard)
    if (this.#changes) await this.#db.lists.delete(folderId)
  }

  /** Says anew which records are open; resolves with the shards in which any changed. */
  async recount(folderId: string, folder: Pick<Folder, 'stage'>): Promise<number[]> {
    const shards: number[] = []
    for (const { shard } of await this.counts(folderId)) {
      const changed: RecordToWrite[] = []
      await this.eachRecord(folderId, shard, (entry) => {
        const open = isOpen(folder, entry.values) ? 1 : 0
        if (open !== entry.open) changed.push({ ...entry, open })
      })
      if (changed.length === 0) continue
      await this.write(folderId, shard, changed, [])
      shards.push(shard)
    }
    return shards
  }

  /**
   * What filtering and sorting need of the shard's records that changed since this version, with the version they have now.
   * `ids`: which those are; who is not among the keys is gone. Null: `keys` are those of all.
   */
  keysSince(folderId: string, shard: number, version: number | undefined): Promise<KeysSince> {
    const { keys, changes } = this.#db
    return this.#db.transaction('r', keys, changes, async () => {
      const row = await changes.get([folderId, shard])
      const ids = changedSince(row, version)
      const rows = ids ? await this.#keysWith(folderId, shard, ids) : await this.#keysOf(folderId, shard)
      const found = rows.flatMap(keysIn)
      return { version: row?.version, ids, keys: ids ? found.filter(({ id }) => ids.has(id)) : found }
    })
  }

  /** The keys of these records and of others that lie beside them, with the version of the shard. */
  keysBeside(folderId: string, shard: number, ids: readonly string[]): Promise<Omit<KeysSince, 'ids'>> {
    const { keys, changes } = this.#db
    return this.#db.transaction('r', keys, changes, async () => ({
      version: (await changes.get([folderId, shard]))?.version,
      keys: (await this.#keysWith(folderId, shard, ids)).flatMap(keysIn),
    }))
  }

  /** The records with these ids that are there, in any order. */
  async read(folderId: string, shard: number, ids: readonly string[]): Promise<RecordEntry[]> {
    const byPage = [...Map.groupBy(ids, pageOf)]
    const rows = await this.#db.pages.bulkGet(byPage.map(([page]) => keyOf(folderId, shard, page)))
    return byPage.flatMap(([, here], i) => {
      const records = pageIn(rows[i])
      return here.flatMap((id) => {
        const record = records[id]
        return record ? [entryIn(folderId, shard, id, record)] : []
      })
    })
  }

  async eachRecord(folderId: string, shard: number, see: (entry: RecordEntry) => void): Promise<void> {
    const rows = await this.#db.pages
      .where(PLACE)
      .between([folderId, shard], [folderId, shard + 1])
      .toArray()
    for (const row of rows)
      for (const [id, record] of Object.entries(pageIn(row))) see(entryIn(folderId, shard, id, record))
  }

  /** In which shard each of these records is; one that is nowhere on this device is left out. */
  async locate(folderId: string, ids: readonly string[]): Promise<Map<string, number>> {
    const found = new Map<string, number>()
    const byPage = Map.groupBy(ids, pageOf)
    // Downwards: should a record be in two, the first shard's counts.
    for (const { shard } of (await this.counts(folderId)).reverse()) {
      const rows = await this.#db.keys.bulkGet([...byPage.keys()].map((page) => keyOf(folderId, shard, page)))
      for (const row of rows) {
        if (!row) continue
        const here = new Set(idsIn(row))
        for (const id of byPage.get(row.page) ?? []) if (here.has(id)) found.set(id, shard)
      }
    }
    return found
  }

  /** Those of these records that are in the shard. */
  async heldIn(folderId: string, shard: number, ids: readonly string[]): Promise<string[]> {
    return (await this.read(folderId, shard, ids)).map(({ id }) => id)
  }

  /** How many records are in each shard, and in whose portfolios. */
  counts(folderId: string): Promise<CountsRow[]> {
    return this.#db.counts
      .where('[folderId+shard]')
      .between([folderId, 0], [folderId, Number.MAX_SAFE_INTEGER])
      .toArray()
  }

  #keysOf(folderId: string, shard?: number): Promise<KeysRow[]> {
    const [from, to] = shard === undefined ? [0, Number.MAX_SAFE_INTEGER] : [shard, shard + 1]
    return this.#db.keys.where(PLACE).between([folderId, from], [folderId, to]).toArray()
  }

  /** The pages with these records. */
  async #keysWith(folderId: string, shard: number, ids: Iterable<string>): Promise<KeysRow[]> {
    const pages = new Set(Array.from(ids, pageOf))
    const rows = await this.#db.keys.bulkGet(Array.from(pages, (page) => keyOf(folderId, shard, page)))
    return rows.filter((row) => row !== undefined)
  }

  async #put(folderId: string, shard: number, pages: { page: number; records: Page }[]): Promise<void> {
    const at = (page: number) => ({ folderId, shard, page })
    await this.#db.pages.bulkPut(
      pages.map(({ page, records }) => ({ ...at(page), records: JSON.stringify(records) })),
    )
    await this.#db.keys.bulkPut(pages.map(({ page, records }) => ({ ...at(page), keys: keysFor(records) })))
  }
}

const PLACE = '[folderId+shard+page]'
const keyOf = (folderId: string, shard: number, page: number): [string, number, number] => [
  folderId,
  shard,
  page,
]

/** FNV-1a over the id: any spread will do, as long as it never changes. */
function pageOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return (hash >>> 8) % PAGES
}

const [PORTFOLIO, DELETED, OPEN, TOUCHED] = [1, 3, 4, 5] as const

const stored = (entry: RecordToWrite, touched: number): Stored => [
  entry.title,
  entry.portfolio,
  entry.createdAt,
  entry.deleted,
  entry.open,
  touched,
  entry.values,
]

function entryIn(folderId: string, shard: number, id: string, record: Stored): RecordEntry {
  const [title, portfolio, createdAt, deleted, open, touched, values] = record
  return { id, folderId, shard, title, portfolio, createdAt, deleted, open, touched, values }
}

/** Without a prototype: ids come from other devices. */
const pageIn = (row: PageRow | undefined): Page =>
  Object.assign(Object.create(null) as Page, row ? (JSON.parse(row.records) as Page) : {})

/** A shard's counts while they change. */
class Counting {
  readonly row: CountsRow

  constructor(row: CountsRow | undefined, folderId: string, shard: number) {
    this.row = row ?? { folderId, shard, records: 0, portfolios: {} }
  }

  add(record: Stored | undefined, by: 1 | -1): void {
    if (!record) return
    this.row.records += by
    if (record[DELETED] !== null) return
    const { portfolios } = this.row
    const [open, all] = portfolios[record[PORTFOLIO]] ?? [0, 0]
    portfolios[record[PORTFOLIO]] = [open + (record[OPEN] ? by : 0), all + by]
  }
}
