import type { FieldValue } from '../domain/model/record.ts'
import type { Bus } from './bus.ts'
import type { RecordEntry, ReplicaDatabase } from './database.ts'
import type { ListQuery } from './replica.ts'

/** What filtering and sorting need of a record; kept small, since there may be 100,000. */
interface Entry {
  id: string
  titleKey: string
  createdAt: string
  portfolio: string
  open: 0 | 1
  inBin: 0 | 1
  /** Lower case text of title and values, once somebody searched. */
  text?: string
}

const CHUNK = 5_000

/**
 * The keys of one folder's records in memory, for lists of this tab: filters, sorts and searches without the database,
 * and follows it. Lives while a list of the folder is shown.
 */
export class FolderIndex {
  readonly #db: ReplicaDatabase
  readonly #folderId: string
  readonly #entries = new Map<string, Entry>()
  readonly #sortValues = new Map<string, Map<string, FieldValue>>()
  #hasText = false
  /** Entries in the order of titles, until one changes. */
  #byTitle: Entry[] | null = null
  readonly #listeners = new Set<(ids: readonly string[] | null) => void>()
  #turn: Promise<unknown> = Promise.resolve()
  /** The folder is read when somebody first looks for something in it. */
  #isRead = false
  readonly #stop: () => void

  constructor(db: ReplicaDatabase, bus: Bus, folderId: string) {
    this.#db = db
    this.#folderId = folderId
    this.#stop = bus.listen((message) => {
      if (message.kind === 'refresh') void this.#inTurn(() => this.#refresh(null))
      if (message.kind !== 'records' || message.folderId !== folderId) return
      void this.#inTurn(() => this.#refresh(message.ids))
    })
  }

  /** Ids that match, in order. Reads what the query needs first. */
  find(query: ListQuery): Promise<string[]> {
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
      const ids = found.map(({ id }) => id)
      return direction === 'descending' ? ids.reverse() : ids
    })
  }

  get isRead(): boolean {
    return this.#isRead
  }

  /** Calls back after records changed; null: any of them. Returns what ends it. */
  listen(listener: (ids: readonly string[] | null) => void): () => void {
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

  async #refresh(ids: readonly string[] | null): Promise<void> {
    if (ids === null) {
      this.#entries.clear()
      this.#byTitle = null
      this.#hasText = false
      this.#sortValues.clear()
      this.#isRead = false
    } else if (this.#isRead) {
      const rows = await this.#db.records.bulkGet(ids.map((id): [string, string] => [this.#folderId, id]))
      for (const [i, id] of ids.entries()) {
        const row = rows[i]
        if (row) this.#set(row)
        else this.#remove(id)
      }
    }
    for (const listener of this.#listeners) listener(ids)
  }

  async #readAll(): Promise<void> {
    await this.#scan((row) => this.#set(row))
    this.#isRead = true
  }

  async #readText(): Promise<void> {
    await this.#scan((row) => {
      const entry = this.#entries.get(row.id)
      if (entry) entry.text = textOf(row)
    })
    this.#hasText = true
  }

  async #sorted(field: string): Promise<Entry[]> {
    this.#byTitle ??= [...this.#entries.values()].sort((a, b) =>
      a.titleKey === b.titleKey ? (a.id < b.id ? -1 : 1) : a.titleKey < b.titleKey ? -1 : 1,
    )
    if (field === 'title') return this.#byTitle
    if (field === 'createdAt')
      return this.#byTitle.toSorted((a, b) =>
        a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0,
      )
    const values = this.#sortValues.get(field) ?? (await this.#readValues(field))
    return this.#byTitle.toSorted((a, b) => compareValues(values.get(a.id), values.get(b.id)))
  }

  async #readValues(field: string): Promise<Map<string, FieldValue>> {
    const values = new Map<string, FieldValue>()
    await this.#scan((row) => values.set(row.id, row.values[field] ?? null))
    this.#sortValues.set(field, values)
    return values
  }

  #set(row: RecordEntry): void {
    const { id, titleKey, createdAt, portfolio, open, inBin } = row
    const entry: Entry = { id, titleKey, createdAt, portfolio, open, inBin }
    if (this.#hasText) entry.text = textOf(row)
    for (const [field, values] of this.#sortValues) values.set(id, row.values[field] ?? null)
    this.#entries.set(id, entry)
    this.#byTitle = null
  }

  #remove(id: string): void {
    if (this.#entries.delete(id)) this.#byTitle = null
  }

  async #scan(see: (row: RecordEntry) => void): Promise<void> {
    let last = ''
    for (;;) {
      const rows = await this.#db.records
        .where('[folderId+id]')
        .between([this.#folderId, last], [this.#folderId, '\uffff'], false)
        .limit(CHUNK)
        .toArray()
      for (const row of rows) see(row)
      if (rows.length < CHUNK) return
      last = rows.at(-1)?.id ?? ''
    }
  }
}

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
