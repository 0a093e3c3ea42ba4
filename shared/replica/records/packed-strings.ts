import { grown } from './grown.ts'

/**
 * Many short, different strings, each found by its number and its number by it. 100,000 of their own are 100,000 objects, and a
 * `Map` of them takes three times as much again; one long string takes a byte a letter. Only grows.
 */
export class PackedStrings {
  #text = ''
  /** Where each ends in the text, and the next begins. */
  #ends: Uint32Array = new Uint32Array(0)
  #packed = 0
  /** Came last, and are not yet in the text: adding to a long string copies it. */
  #fresh: string[] = []
  /** A hash table with open addressing: number + 1, 0 for a free place. Made when somebody first looks for a string. */
  #table = new Int32Array(0)

  get length(): number {
    return this.#packed + this.#fresh.length
  }

  /** The `i`th, which must be there. */
  at(i: number): string {
    if (i >= this.#packed) return this.#fresh[i - this.#packed] as string
    return this.#text.slice(i === 0 ? 0 : this.#ends[i - 1], this.#ends[i])
  }

  /** The number of this string, or -1. */
  indexOf(wanted: string): number {
    const at = this.#search(wanted)
    return this.#table[at]! - 1
  }

  /** The number of this string, which is added if it is not there. */
  place(string: string): number {
    const at = this.#search(string)
    const known = this.#table[at]! - 1
    if (known >= 0) return known
    const i = this.length
    this.#table[at] = i + 1
    this.#fresh.push(string)
    if (this.#fresh.length >= MOST_FRESH) this.#pack()
    return i
  }

  /** For the database: these, in this order. */
  toRow(order: Uint32Array): PackedStringsRow {
    const ends = new Uint32Array(order.length)
    const parts: string[] = []
    let end = 0
    for (let n = 0; n < order.length; n++) {
      const part = this.at(order[n]!)
      parts.push(part)
      ends[n] = end += part.length
    }
    return { text: parts.join(''), ends }
  }

  static fromRow({ text, ends }: PackedStringsRow): PackedStrings {
    const strings = new PackedStrings()
    strings.#text = text
    strings.#ends = ends
    strings.#packed = ends.length
    return strings
  }

  #pack(): void {
    let end = this.#text.length
    this.#ends = grown(this.#ends, this.length)
    this.#text += this.#fresh.join('')
    for (const string of this.#fresh) this.#ends[this.#packed++] = end += string.length
    this.#fresh = []
  }

  /** Where the string is in the table, or the free place where it would be. */
  #search(wanted: string): number {
    if (this.#table.length < 2 * this.length + 2) this.#rehash()
    const last = this.#table.length - 1
    let at = hashOf(wanted) & last
    for (let i = this.#table[at]!; i > 0 && this.at(i - 1) !== wanted; i = this.#table[at]!)
      at = (at + 1) & last
    return at
  }

  #rehash(): void {
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(4 * this.length + 1_000)))
    const last = this.#table.length - 1
    for (let i = 0; i < this.length; i++) {
      let at = hashOf(this.at(i)) & last
      while (this.#table[at] !== 0) at = (at + 1) & last
      this.#table[at] = i + 1
    }
  }
}

export interface PackedStringsRow {
  text: string
  ends: Uint32Array
}

const MOST_FRESH = 1_000

/** FNV-1a. */
function hashOf(string: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < string.length; i++) hash = Math.imul(hash ^ string.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
