import { sortedAgain } from './sorted-again.ts'

interface Named {
  id: string
  name: string
}

/**
 * Lists in the order of names, as people read them. Remembers each list as it was last, because from one snapshot of the
 * directory to the next almost nothing of it changes. What it remembers affects how long sorting takes, not the order.
 */
export class NameOrder {
  readonly #last = new Map<string, readonly Named[]>()
  readonly #compare: (a: Named, b: Named) => number

  constructor() {
    const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
    this.#compare = (a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
  }

  /** `list` says which one it is, for the next time. */
  sorted<R extends Named>(list: string, rows: readonly R[]): readonly R[] {
    const sorted = sortedAgain((this.#last.get(list) ?? []) as readonly R[], rows, this.#compare)
    this.#last.set(list, sorted)
    return sorted
  }
}
