import { endBackground } from '../background.ts'
import type { Bus } from '../tabs/bus.ts'
import { FoundRecords } from './found-records.ts'
import { RecordColumns } from './record-columns.ts'
import type { KeysSince, RecordPages } from './record-pages.ts'
import { RecordValues } from './record-values.ts'
import type { ListQuery } from '../replica.ts'
import type { ShardChanges } from './shard-changes.ts'
import type { StoredLists } from './stored-list.ts'

export interface IndexParts {
  pages: RecordPages
  changes: ShardChanges
  lists: StoredLists
  bus: Bus
}

/** When so long nothing changed, the order is worth storing; and only if more changed than opening it again catches up with. */
const REST_MS = 1_000
const FEW_CHANGES = 50

/**
 * The keys of one folder's records in memory, for lists of this tab: filters, sorts and searches without the database,
 * and follows it. Lives while a list of the folder is shown.
 *
 * It begins with the list as it was stored last (`StoredLists`), or with nothing, and in either case catches up: it knows which
 * version of each shard it has, and reads what changed since. Messages of other tabs say only when to look.
 */
export class FolderIndex {
  readonly #parts: IndexParts
  readonly #folderId: string
  #columns = new RecordColumns()
  #values = new RecordValues()
  /** Of each shard, which version the columns have, and which the stored list. */
  #versions = new Map<number, number>()
  #stored: ReadonlyMap<number, number> = new Map()
  /** The folder is read when somebody first looks for something in it. */
  #isRead = false
  /** Shards of which was told that they changed. */
  readonly #told = new Set<number | null>()
  readonly #listeners = new Set<() => void>()
  #turn: Promise<unknown> = Promise.resolve()
  #storing: ReturnType<typeof setTimeout> | undefined
  readonly #stop: () => void

  constructor(parts: IndexParts, folderId: string) {
    this.#parts = parts
    this.#folderId = folderId
    this.#stop = parts.bus.listen((message) => {
      if (message.kind === 'refresh') this.#follow(null)
      if (message.kind === 'records' && message.folderId === folderId) this.#follow(message.shard)
    })
  }

  /** What matches, in order. Reads what the query needs first. */
  find(query: ListQuery): Promise<FoundRecords> {
    return this.#inTurn(async () => {
      if (!this.#isRead) await this.#read()
      const { field, direction } = query.sort ?? { field: 'title', direction: 'ascending' }
      const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
      if (words.length > 0) await this.#need(null)
      if (field !== 'title') await this.#need(field)
      let places = this.#columns.find({
        inBin: query.deleted ?? false,
        open: query.open,
        portfolios: query.portfolioIds && new Set(query.portfolioIds),
      })
      if (words.length > 0) places = this.#values.search(places, words)
      if (field !== 'title') places = this.#values.sort(places, field)
      return new FoundRecords(this.#columns, direction === 'descending' ? places.reverse() : places)
    })
  }

  /** Calls back after records changed. Returns what ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when what was to be stored is. */
  async close(): Promise<void> {
    this.#stop()
    this.#listeners.clear()
    await this.#turn
    if (this.#storing === undefined) return
    clearTimeout(this.#storing)
    await this.#inTurn(() => this.#store())
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  async #read(): Promise<void> {
    const stored = await this.#parts.lists.read(this.#folderId)
    if (stored) {
      this.#columns = stored.columns
      // By their places in other columns.
      this.#values = new RecordValues()
      this.#versions = new Map(stored.versions)
      this.#stored = stored.versions
    }
    await this.#catchUp(null)
    this.#isRead = true
  }

  /** Records of a shard changed; null: any. What is told while it is busy with something else is taken in together. */
  #follow(shard: number | null): void {
    const isUnderWay = this.#told.size > 0
    this.#told.add(shard)
    if (isUnderWay) return
    const follow = async () => {
      const told = [...this.#told]
      this.#told.clear()
      if (this.#isRead) {
        // Should it fail, whoever looks next reads again.
        this.#isRead = false
        await this.#catchUp(told.includes(null) ? null : told.filter((one) => one !== null))
        this.#isRead = true
      }
      for (const listener of this.#listeners) listener()
    }
    void this.#inTurn(follow).catch(endBackground)
  }

  /** Takes in what changed in these shards, or in any. */
  async #catchUp(shards: readonly number[] | null): Promise<void> {
    await this.#readShards(shards ?? (await this.#behind()))
    // What is in its place is told by titles, and most of them nobody has read.
    for (let unknown = this.#columns.settle(); unknown.length > 0; unknown = this.#columns.settle())
      await this.#readTitles(unknown)
    this.#storeAtRest()
  }

  async #behind(): Promise<number[]> {
    const onDisk = await this.#parts.changes.versions(this.#folderId)
    const all = new Set([...onDisk.keys(), ...this.#versions.keys()])
    return [...all].filter((shard) => onDisk.get(shard) !== this.#versions.get(shard))
  }

  async #readShards(shards: readonly number[]): Promise<void> {
    const { pages } = this.#parts
    const read = shards.map((shard) => pages.keysSince(this.#folderId, shard, this.#versions.get(shard)))
    for (const [i, since] of (await Promise.all(read)).entries()) await this.#take(shards[i]!, since)
  }

  async #take(shard: number, { version, ids, keys }: KeysSince): Promise<void> {
    const left = new Set(ids ?? this.#columns.idsIn(shard))
    for (const key of keys) {
      this.#columns.put(key)
      left.delete(key.id)
    }
    const gone = [...left].filter((id) => this.#columns.remove(id, shard))
    if (gone.length > 0) await this.#lookElsewhere(gone)
    if (!this.#values.isEmpty) await this.#readValues(shard, ids && [...ids])
    // Last: should anything have failed, it is done again.
    if (version === undefined) this.#versions.delete(shard)
    else this.#versions.set(shard, version)
  }

  /**
   * The same record may be in two shards for a while, made by two devices; then the lower one is shown and changed
   * (`RecordPages.locate`). When that is gone, the other is left.
   */
  async #lookElsewhere(gone: readonly string[]): Promise<void> {
    const { pages } = this.#parts
    const wanted = new Set(gone)
    const places = await pages.locate(this.#folderId, gone)
    for (const [shard, ids] of Map.groupBy(places.keys(), (id) => places.get(id)!)) {
      const { keys } = await pages.keysBeside(this.#folderId, shard, ids)
      for (const key of keys) if (wanted.has(key.id)) this.#columns.put(key)
      if (!this.#values.isEmpty) await this.#readValues(shard, ids)
    }
  }

  async #readTitles(places: readonly number[]): Promise<void> {
    for (const [shard, here] of Map.groupBy(places, (place) => this.#columns.shardAt(place))) {
      const ids = here.map((place) => this.#columns.idAt(place))
      const { version, keys } = await this.#parts.pages.keysBeside(this.#folderId, shard, ids)
      // A title of a later version says nothing about where the record is now.
      if (version !== this.#versions.get(shard)) await this.#readShards([shard])
      else for (const { id, titleKey } of keys) this.#columns.noteTitle(id, shard, titleKey)
    }
  }

  /** Reads the texts (null) or a field's values when they are first asked for. */
  async #need(field: string | null): Promise<void> {
    if (!this.#values.lacks(field)) return
    this.#values.keep(field)
    try {
      for (const shard of this.#versions.keys()) await this.#readValues(shard, null)
    } catch (problem) {
      // Some are missing, so all are read again.
      this.#values = new RecordValues()
      throw problem
    }
  }

  async #readValues(shard: number, ids: readonly string[] | null): Promise<void> {
    const { pages } = this.#parts
    const set: Parameters<RecordPages['eachRecord']>[2] = (row) => {
      const place = this.#columns.placeOf(row.id)
      if (place >= 0 && this.#columns.shardAt(place) === shard) this.#values.set(place, row)
    }
    if (ids === null) await pages.eachRecord(this.#folderId, shard, set)
    else for (const row of await pages.read(this.#folderId, shard, ids)) set(row)
  }

  #storeAtRest(): void {
    clearTimeout(this.#storing)
    this.#storing = undefined
    let changes = 0
    for (const [shard, version] of this.#versions)
      changes += Math.abs(version - (this.#stored.get(shard) ?? 0))
    if (changes <= FEW_CHANGES && this.#stored.size === this.#versions.size) return
    const store = () => void this.#inTurn(() => this.#store()).catch(endBackground)
    this.#storing = setTimeout(store, REST_MS)
  }

  async #store(): Promise<void> {
    this.#storing = undefined
    // It could not read on: then the columns may not be in order, or lack what these versions have.
    if (!this.#isRead) return
    const versions = new Map(this.#versions)
    if (!(await this.#parts.lists.write(this.#folderId, this.#columns, versions))) return
    this.#stored = versions
    this.#columns.forgetTitles()
  }
}
