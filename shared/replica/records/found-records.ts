import type { RecordColumns } from './record-columns.ts'

/** What a query found, in order. It says where the records are as long as it is used, though the list may have changed since. */
export class FoundRecords {
  readonly #columns: RecordColumns | null
  readonly #places: Uint32Array
  #ids: readonly string[] | null = null

  constructor(columns: RecordColumns | null, places: Uint32Array) {
    this.#columns = columns
    this.#places = places
  }

  get length(): number {
    return this.#places.length
  }

  /** Made when somebody asks for it: a list on the screen needs the few that are in view. */
  get ids(): readonly string[] {
    return (this.#ids ??= Array.from(this.#places, (place) => this.#columns!.idAt(place)))
  }

  slice(from: number, to: number): { id: string; shard: number }[] {
    return Array.from(this.#places.subarray(from, to), (place) => ({
      id: this.#columns!.idAt(place),
      shard: this.#columns!.shardAt(place),
    }))
  }
}

export const NOTHING_FOUND = new FoundRecords(null, new Uint32Array(0))
