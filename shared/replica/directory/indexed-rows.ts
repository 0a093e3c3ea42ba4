/** The value a row is found by beside its key; null: it is not found this way. */
export type Finder<R> = (row: R) => string | null

/**
 * Rows by key that are also found by other values. An index is made when it is first asked for and kept up to date from
 * then on, in this table and in copies of it: with 10,000 users, making one anew for every change is what would be seen.
 */
export class IndexedRows<R> extends Map<string, R> {
  #indexes = new Map<Finder<R>, Map<string, readonly R[]>>()

  constructor(rows: Iterable<readonly [string, R]> = []) {
    super()
    // Not by Map's own constructor, which would set them before there are indexes.
    for (const [key, row] of rows) super.set(key, row)
  }

  /** The rows with this value, in the order in which they came. The same finder must be the same function. */
  by(finder: Finder<R>, value: string): readonly R[] {
    return this.#index(finder).get(value) ?? NONE
  }

  override set(key: string, row: R): this {
    const before = this.get(key)
    for (const [finder, index] of this.#indexes) replace(index, finder, before, row)
    return super.set(key, row)
  }

  override delete(key: string): boolean {
    const before = this.get(key)
    for (const [finder, index] of this.#indexes) replace(index, finder, before, undefined)
    return super.delete(key)
  }

  /** A table of its own with the same rows and indexes. */
  copy(): IndexedRows<R> {
    const copy = new IndexedRows<R>(this)
    copy.#indexes = new Map([...this.#indexes].map(([finder, index]) => [finder, new Map(index)]))
    return copy
  }

  #index(finder: Finder<R>): Map<string, readonly R[]> {
    const known = this.#indexes.get(finder)
    if (known) return known
    const groups = new Map<string, R[]>()
    for (const row of this.values()) {
      const value = finder(row)
      if (value === null) continue
      const group = groups.get(value)
      if (group) group.push(row)
      else groups.set(value, [row])
    }
    this.#indexes.set(finder, groups)
    return groups
  }
}

const NONE: readonly never[] = []

/** An index is shared by nobody, its lists are: they are replaced, never changed. */
function replace<R>(
  index: Map<string, readonly R[]>,
  finder: Finder<R>,
  before: R | undefined,
  after: R | undefined,
): void {
  const was = before === undefined ? null : finder(before)
  const is = after === undefined ? null : finder(after)
  if (was !== null && was === is) {
    const group = index.get(was) ?? NONE
    index.set(
      was,
      group.map((row) => (row === before ? (after as R) : row)),
    )
    return
  }
  if (was !== null) {
    const left = (index.get(was) ?? NONE).filter((row) => row !== before)
    if (left.length > 0) index.set(was, left)
    else index.delete(was)
  }
  if (is !== null) index.set(is, [...(index.get(is) ?? NONE), after as R])
}

const made = new WeakMap<object, IndexedRows<unknown>>()

/** The table itself, or one like it with indexes, made once; the rows of a table that is no `IndexedRows` must not change. */
export function indexed<R>(rows: ReadonlyMap<string, R>): IndexedRows<R> {
  if (rows instanceof IndexedRows) return rows
  const known = made.get(rows) ?? new IndexedRows<unknown>(rows)
  made.set(rows, known)
  return known as IndexedRows<R>
}
