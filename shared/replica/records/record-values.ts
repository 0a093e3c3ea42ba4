import type { FieldValue } from '../../domain/model/record.ts'
import type { RecordEntry } from '../database.ts'

/** What is searched and sorted by beyond the title, of records by their place in the columns; only what was asked for. */
export class RecordValues {
  /** Lower case title and values. */
  #texts: string[] | null = null
  readonly #byField = new Map<string, FieldValue[]>()

  get isEmpty(): boolean {
    return !this.#texts && this.#byField.size === 0
  }

  /** Must this be read first: the texts, or a field's values? */
  lacks(field: string | null): boolean {
    return field === null ? !this.#texts : !this.#byField.has(field)
  }
  /** From now on it is kept. */
  keep(field: string | null): void {
    if (field === null) this.#texts ??= []
    else if (!this.#byField.has(field)) this.#byField.set(field, [])
  }

  set(place: number, row: RecordEntry): void {
    if (this.#texts) this.#texts[place] = textOf(row)
    for (const [field, values] of this.#byField) values[place] = valueIn(row, field)
  }

  /** Those in which every word occurs. */
  search(places: Uint32Array, words: readonly string[]): Uint32Array {
    return places.filter((place) => words.every((word) => this.#texts?.[place]?.includes(word)))
  }

  /** By a field's values; what is equal stays in its order. */
  sort(places: Uint32Array, field: string): Uint32Array {
    const values = this.#byField.get(field) ?? []
    return Uint32Array.from([...places].sort((a, b) => compareValues(values[a], values[b])))
  }
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
