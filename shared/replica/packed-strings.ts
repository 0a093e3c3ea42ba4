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
    if (this.#table.length < 2 * this.length + 2) this.#rehash()
    for (let place = hashOf(wanted); ; place++) {
      const i = this.#table[place & (this.#table.length - 1)]! - 1
      if (i < 0 || this.at(i) === wanted) return i
    }
  }

  /** Adds a string that is not there, and gives its number. */
  add(string: string): number {
    const i = this.length
    this.#fresh.push(string)
    if (this.#table.length >= 2 * this.length + 2) this.#enter(i)
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

  #rehash(): void {
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(4 * this.length + 4)))
    for (let i = 0; i < this.length; i++) this.#enter(i)
  }

  #enter(i: number): void {
    const last = this.#table.length - 1
    let place = hashOf(this.at(i))
    while (this.#table[place & last] !== 0) place++
    this.#table[place & last] = i + 1
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
