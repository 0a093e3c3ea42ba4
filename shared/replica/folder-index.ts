import type { FieldValue } from '../domain/model/record.ts'
import type { Bus } from './bus.ts'
import type { RecordEntry } from './database.ts'
import { keyOfRecord, type RecordKey, type RecordPages } from './record-pages.ts'
import type { ListQuery } from './replica.ts'

interface Entry extends RecordKey {
  /** Lower case text of title and values, once somebody searched. */
  text?: string
}

/** With so many changes, sorting again is faster than putting each into its place. */
const MOST_MOVED = 200

/**
 * The keys of one folder's records in memory, for lists of this tab: filters, sorts and searches without the database,
 * and follows it. Lives while a list of the folder is shown.
 */
export class FolderIndex {
  readonly #pages: RecordPages
  readonly #folderId: string
  readonly #entries = new Map<string, Entry>()
  readonly #sortValues = new Map<string, Map<string, FieldValue>>()
  #hasText = false
  /** Entries in the order of titles; some at the end, or gone ones in between, are not yet in order. */
  #byTitle: Entry[] = []
  #isSorted = true
  readonly #listeners = new Set<() => void>()
  #turn: Promise<unknown> = Promise.resolve()
  /** The folder is read when somebody first looks for something in it. */
  #isRead = false
  readonly #stop: () => void

  constructor(pages: RecordPages, bus: Bus, folderId: string) {
    this.#pages = pages
    this.#folderId = folderId
    this.#stop = bus.listen((message) => {
      if (message.kind === 'refresh') void this.#inTurn(() => Promise.resolve(this.#forget()))
      if (message.kind !== 'records' || message.folderId !== folderId) return
      void this.#inTurn(() => this.#refresh(message.shard, message.ids))
    })
  }

  /** Keys of what matches, in order. Reads what the query needs first. */
  find(query: ListQuery): Promise<readonly RecordKey[]> {
    return this.#inTurn(async () => {
      if (!this.#isRead) await this.#readAll()
      const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
      if (words.length > 0 && !this.#hasText) await this.#readText()
      const { field = 'title', direction = 'ascending' } = query.sort ?? {}
      const sorted = await this.#sorted(field)
      const portfolios = query.portfolioIds && new Set(query.portfolioIds)
      const inBin = query.deleted ? 1 : 0
      const open = query.open === undefined ? undefined : query.open ? 1 : 0
      const found = sorted.filter(
        (entry) =>
          entry.inBin === inBin &&
          (open === undefined || entry.open === open) &&
          (portfolios === undefined || portfolios.has(entry.portfolio)) &&
          words.every((word) => entry.text?.includes(word)),
      )
      return direction === 'descending' ? found.reverse() : found
    })
  }

  /** Calls back after records changed. Returns what ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#stop()
    this.#listeners.clear()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  #forget(): void {
    this.#entries.clear()
    this.#byTitle = []
    this.#isSorted = true
    this.#hasText = false
    this.#sortValues.clear()
    this.#isRead = false
    this.#tell()
  }

  async #refresh(shard: number, ids: readonly string[] | null): Promise<void> {
    if (this.#isRead && ids === null) await this.#readShard(shard)
    else if (this.#isRead && ids !== null) {
      const rows = await this.#pages.read(this.#folderId, shard, ids)
      const read = new Map(rows.map((row) => [row.id, row]))
      const gone: string[] = []
      for (const id of ids) {
        const row = read.get(id)
        if (row) this.#set(row, ids.length > MOST_MOVED)
        else if (this.#entries.get(id)?.shard === shard) {
          this.#remove(id)
          gone.push(id)
        }
      }
      await this.#lookElsewhere(gone)
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  async #readAll(): Promise<void> {
    // Backwards: of a record that is in two shards the lower counts, so it comes last.
    for (const key of (await this.#pages.keys(this.#folderId)).reverse()) this.#entries.set(key.id, key)
    this.#byTitle = [...this.#entries.values()]
    this.#isSorted = false
    this.#isRead = true
  }

  /**
   * The same record may be in two shards for a while, made by two devices; then the lower one is shown and changed
   * (`RecordPages.locate`). When that is gone, the other is left.
   */
  async #lookElsewhere(gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return
    const places = await this.#pages.locate(this.#folderId, gone)
    for (const [shard, ids] of Map.groupBy(places.keys(), (id) => places.get(id) ?? 0))
      for (const row of await this.#pages.read(this.#folderId, shard, ids))
        this.#set(row, gone.length > MOST_MOVED)
  }

  /** All of a shard may be another now. */
  async #readShard(shard: number): Promise<void> {
    const keys = await this.#pages.keys(this.#folderId, shard)
    const ids = new Set(keys.map(({ id }) => id))
    this.#isSorted = false
    const gone = [...this.#entries.values()].filter((entry) => entry.shard === shard && !ids.has(entry.id))
    for (const { id } of gone) this.#remove(id)
    await this.#lookElsewhere(gone.map(({ id }) => id))
    for (const key of keys) {
      if (this.#isInLower(key)) continue
      const entry = this.#entries.get(key.id)
      if (!entry) this.#add(key)
      else if (entry.titleKey === key.titleKey) Object.assign(entry, key)
      else {
        this.#remove(key.id)
        this.#add(key)
      }
    }
    if (!this.#hasText && this.#sortValues.size === 0) return
    await this.#pages.eachRecord(this.#folderId, shard, (row) => this.#setValues(row))
  }

  async #readText(): Promise<void> {
    await this.#scan((row) => {
      const entry = this.#entries.get(row.id)
      if (entry) entry.text = textOf(row)
    })
    this.#hasText = true
  }

  async #sorted(field: string): Promise<Entry[]> {
    if (!this.#isSorted) {
      const isWithoutGone = this.#byTitle.length === this.#entries.size
      const here = (entry: Entry) => isWithoutGone || this.#entries.get(entry.id) === entry
      this.#byTitle = this.#byTitle.filter(here).sort(inOrder)
      this.#isSorted = true
    }
    if (field === 'title') return this.#byTitle
    const values = this.#sortValues.get(field) ?? (await this.#readValues(field))
    return this.#byTitle.toSorted((a, b) => compareValues(values.get(a.id), values.get(b.id)))
  }

  async #readValues(field: string): Promise<Map<string, FieldValue>> {
    const values = new Map<string, FieldValue>()
    await this.#scan((row) => values.set(row.id, valueIn(row, field)))
    this.#sortValues.set(field, values)
    return values
  }

  #isInLower({ id, shard }: { id: string; shard: number }): boolean {
    return (this.#entries.get(id)?.shard ?? shard) < shard
  }

  /** Keeps the key itself: with 100,000 of them a copy of each would be felt. */
  #add(entry: Entry): void {
    const known = this.#entries.get(entry.id)
    if (known && known.shard < entry.shard) return
    if (known) this.#remove(entry.id)
    this.#entries.set(entry.id, entry)
    this.#byTitle.push(entry)
    this.#isSorted = false
  }

  /** Takes in a record that was read; `many`: others come with it. */
  #set(row: RecordEntry, many: boolean): void {
    if (this.#isInLower(row)) return
    const key = keyOfRecord(row)
    const entry = this.#entries.get(row.id)
    if (entry?.titleKey === key.titleKey) Object.assign(entry, key)
    else {
      this.#remove(row.id)
      if (many || !this.#isSorted) this.#add(key)
      else {
        this.#entries.set(row.id, key)
        this.#byTitle.splice(placeOf(this.#byTitle, key), 0, key)
      }
    }
    this.#setValues(row)
  }

  #setValues(row: RecordEntry): void {
    const entry = this.#entries.get(row.id)
    if (entry && this.#hasText) entry.text = textOf(row)
    for (const [field, values] of this.#sortValues) values.set(row.id, valueIn(row, field))
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    if (this.#isSorted) this.#byTitle.splice(placeOf(this.#byTitle, entry), 1)
  }

  /** All records; of one that is in two shards, the one that counts last. */
  async #scan(see: (row: RecordEntry) => void): Promise<void> {
    for (const { shard } of (await this.#pages.counts(this.#folderId)).reverse())
      await this.#pages.eachRecord(this.#folderId, shard, see)
  }
}

const inOrder = (a: Entry, b: Entry): number =>
  a.titleKey === b.titleKey ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.titleKey < b.titleKey ? -1 : 1

/** Where an entry is in a sorted list, or would be. */
function placeOf(sorted: Entry[], entry: Entry): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (inOrder(sorted[middle] as Entry, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const valueIn = (row: RecordEntry, field: string): FieldValue =>
  field === 'createdAt' ? row.createdAt : (row.values[field] ?? null)

function textOf({ title, values }: RecordEntry): string {
  const parts = Object.values(values).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  )
  return [title, ...parts].join('\n').toLowerCase()
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Empty last; numbers by size, everything else as text. */
function compareValues(a: FieldValue | undefined, b: FieldValue | undefined): number {
  const emptyA = a === null || a === undefined || a === ''
  const emptyB = b === null || b === undefined || b === ''
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB)
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
