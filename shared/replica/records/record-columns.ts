import { grown } from './grown.ts'
import { PackedStrings, type PackedStringsRow } from './packed-strings.ts'

/** What filtering and sorting need of a record. */
export interface RecordKey {
  id: string
  shard: number
  titleKey: string
  portfolio: string
  open: 0 | 1
  inBin: 0 | 1
}

/** Which records to list. */
export interface KeyFilter {
  inBin: boolean
  open?: boolean | undefined
  portfolios?: ReadonlySet<string> | undefined
}

/** The columns of a folder in the order of titles, as they lie in the database. No title is in it. */
export interface ColumnsRow {
  ids: PackedStringsRow
  shards: Uint32Array
  portfolios: string[]
  owners: Uint32Array
  flags: Uint8Array
}

const OPEN = 1
const IN_BIN = 2
/** Taken away; its place stays empty. */
const GONE = 4
/** Not in the order: it is new, or its title is another one. */
const MOVED = 8

/**
 * The keys of a folder's records by column: a record is a number, its _place_, which stays the same as long as the columns
 * live. An object a record would take six times the memory, and 100,000 of them a fifth of a second to make.
 *
 * The order is known without the titles. They are only there to be compared, when something has to be put into its place; and
 * then only some of them (`settle`).
 */
export class RecordColumns {
  #ids = new PackedStrings()
  /** How many places there are. */
  #length = 0
  #shards: Uint32Array = new Uint32Array(0)
  /** Places in `portfolios`. */
  #owners: Uint32Array = new Uint32Array(0)
  #portfolios: string[] = []
  readonly #portfolioAt = new Map<string, number>()
  #flags: Uint8Array = new Uint8Array(0)
  /** By place, where known. */
  #titles: (string | undefined)[] = []
  /** Places by title and id, without those that moved; those that are gone may still be in it. */
  #order: Uint32Array = new Uint32Array(0)
  #moved: number[] = []
  /** Nothing moved or went since the last `settle`. */
  #isInOrder = true

  static fromRow(row: ColumnsRow): RecordColumns {
    const columns = new RecordColumns()
    columns.#ids = PackedStrings.fromRow(row.ids)
    columns.#length = row.flags.length
    columns.#shards = row.shards
    columns.#owners = row.owners
    columns.#portfolios = row.portfolios
    for (const [i, portfolio] of row.portfolios.entries()) columns.#portfolioAt.set(portfolio, i)
    columns.#flags = row.flags
    // It was stored in order.
    columns.#order = new Uint32Array(row.flags.length)
    for (let place = 0; place < row.flags.length; place++) columns.#order[place] = place
    return columns
  }

  /** For the database; all must be in order (`settle`). */
  toRow(): ColumnsRow {
    const order = this.#order
    const flags = new Uint8Array(order.length)
    for (let i = 0; i < order.length; i++) flags[i] = this.#flags[order[i]!]!
    return {
      ids: this.#ids.toRow(order),
      shards: order.map((place) => this.#shards[place]!),
      portfolios: this.#portfolios,
      owners: order.map((place) => this.#owners[place]!),
      flags,
    }
  }

  /** The place of the record, or -1. */
  placeOf(id: string): number {
    const place = this.#ids.indexOf(id)
    return place < 0 || this.#flags[place]! & GONE ? -1 : place
  }
  idAt(place: number): string {
    return this.#ids.at(place)
  }
  shardAt(place: number): number {
    return this.#shards[place]!
  }

  /** Takes a record in. The same may be in two shards for a while, made by two devices: then the lower one counts. */
  put({ id, shard, titleKey, portfolio, open, inBin }: RecordKey): void {
    const place = this.#ids.place(id)
    const isNew = place === this.#length
    if (isNew) this.#grow()
    const before = this.#flags[place]!
    const isHere = !isNew && !(before & GONE)
    if (isHere && this.shardAt(place) < shard) return
    this.#shards[place] = shard
    this.#owners[place] = this.#numberOf(portfolio)
    const moves = !isHere || this.#titles[place] !== titleKey
    this.#titles[place] = titleKey
    this.#flags[place] = (open ? OPEN : 0) | (inBin ? IN_BIN : 0) | (before & MOVED)
    if (moves) this.#move(place)
  }

  /** Takes a record away if it is the one of this shard. Was it? */
  remove(id: string, shard: number): boolean {
    const place = this.placeOf(id)
    if (place < 0 || this.shardAt(place) !== shard) return false
    this.#flags[place]! |= GONE
    this.#isInOrder = false
    return true
  }

  /** The ids of all records of a shard. */
  idsIn(shard: number): string[] {
    const ids: string[] = []
    for (let place = 0; place < this.#length; place++)
      if (this.#shards[place] === shard && !(this.#flags[place]! & GONE)) ids.push(this.idAt(place))
    return ids
  }

  /** Says what a record's title is now, if that is not known. */
  noteTitle(id: string, shard: number, titleKey: string): void {
    const place = this.placeOf(id)
    if (place >= 0 && this.shardAt(place) === shard) this.#titles[place] ??= titleKey
  }

  /** Until they are needed again. */
  forgetTitles(): void {
    if (this.#isInOrder) this.#titles = []
  }

  /**
   * Puts what moved into its place. Gives the places of records whose titles must be noted first, to be called again then; with
   * none of them, all is in order. Each is a step of a binary search, so a few changes need a few titles of 100,000.
   */
  settle(): readonly number[] {
    if (this.#isInOrder) return []
    this.#order = this.#order.filter((place) => !(this.#flags[place]! & (GONE | MOVED)))
    const moved: number[] = []
    for (const place of this.#moved)
      if (this.#flags[place]! & GONE) this.#flags[place]! &= ~MOVED
      else moved.push(place)
    this.#moved = moved.sort((a, b) => this.#compare(a, b))
    const unknown = new Set<number>()
    const targets: number[] = []
    const step = Math.ceil(this.#order.length / moved.length)
    for (const place of moved) {
      const found = this.#search(place, targets.at(-1) ?? 0, step)
      if ('unknown' in found) unknown.add(found.unknown)
      else targets.push(found.at)
    }
    if (unknown.size > 0) return [...unknown]
    this.#insert(moved, targets)
    for (const place of moved) this.#flags[place]! &= ~MOVED
    this.#moved = []
    this.#isInOrder = true
    return []
  }

  /** Places of what matches, in the order of titles; all must be in order. */
  find({ inBin, open, portfolios }: KeyFilter): Uint32Array {
    const isAsked = portfolios && this.#portfolios.map((portfolio) => portfolios.has(portfolio))
    const mask = IN_BIN | (open === undefined ? 0 : OPEN)
    const wanted = (inBin ? IN_BIN : 0) | (open ? OPEN : 0)
    return this.#order.filter(
      (place) =>
        (this.#flags[place]! & mask) === wanted && (!isAsked || isAsked[this.#owners[place]!] === true),
    )
  }

  #grow(): void {
    const length = ++this.#length
    this.#shards = grown(this.#shards, length)
    this.#owners = grown(this.#owners, length)
    this.#flags = grown(this.#flags, length)
  }

  #move(place: number): void {
    this.#isInOrder = false
    if (this.#flags[place]! & MOVED) return
    this.#flags[place]! |= MOVED
    this.#moved.push(place)
  }

  #numberOf(portfolio: string): number {
    const known = this.#portfolioAt.get(portfolio)
    if (known !== undefined) return known
    const number = this.#portfolios.push(portfolio) - 1
    this.#portfolioAt.set(portfolio, number)
    return number
  }

  /** By title, then by id; both titles must be known. */
  #compare(a: number, b: number): number {
    const titleA = this.#titles[a]!
    const titleB = this.#titles[b]!
    if (titleA !== titleB) return titleA < titleB ? -1 : 1
    return this.idAt(a) < this.idAt(b) ? -1 : 1
  }

  /**
   * Where in the order a record belongs, not before `low` and probably within `step` of it; or of which other the title must be
   * known to tell.
   */
  #search(place: number, low: number, step: number): { at: number } | { unknown: number } {
    const { length } = this.#order
    let high = Math.min(low + step, length)
    let isInside = high === length
    while (low < high || !isInside) {
      const middle = isInside ? (low + high) >> 1 : high
      const other = this.#order[middle]!
      if (this.#titles[other] === undefined) return { unknown: other }
      if (this.#compare(other, place) > 0) {
        high = middle
        isInside = true
      } else {
        low = middle + 1
        if (isInside) continue
        // Farther than that: look twice as far.
        step *= 2
        high = Math.min(low + step, length)
        isInside = high === length
      }
    }
    return { at: low }
  }

  /** Puts each of `moved` before what is at its target in the order; both ascend. */
  #insert(moved: readonly number[], targets: readonly number[]): void {
    const order = new Uint32Array(this.#order.length + moved.length)
    let from = 0
    for (const [i, place] of moved.entries()) {
      const to = targets[i]!
      order.set(this.#order.subarray(from, to), from + i)
      order[to + i] = place
      from = to
    }
    order.set(this.#order.subarray(from), from + moved.length)
    this.#order = order
  }
}
