import type * as Y from 'yjs'
import type { LiveServer } from './live-server.ts'

/** Nothing of this takes so long; a client that was put out would be waited for for ever. */
const PATIENCE = 120_000

/**
 * Clients of one document: the first of them write, the others read. Each edit sets one field of a record, in a transaction and
 * a message of its own; each writer has records of its own, so that none of its edits is overwritten by another's.
 */
export class Crowd {
  readonly #server: LiveServer
  readonly #writers: Y.Doc[]
  readonly #readers: Y.Doc[]
  readonly #writerOf = new Map<string, number>()
  /** By writer: when its edits were made, in order. The number of an edit is what it writes. */
  readonly #madeAt: number[][]
  /** By reader and writer: the last edit that it shows; those before are in it, too. */
  readonly #shown: number[][]
  #edits = 0
  #waits: number[] = []
  #check: () => void = () => undefined

  constructor(server: LiveServer, writers: number) {
    this.#server = server
    this.#writers = server.clients.slice(0, writers)
    this.#readers = server.clients.slice(writers)
    this.#madeAt = this.#writers.map(() => [])
    this.#shown = this.#readers.map(() => this.#writers.map(() => -1))
    for (const [i, record] of server.records.entries()) this.#writerOf.set(record, i % writers)
    for (const [i, doc] of this.#readers.entries())
      editsOf(doc).observe(({ keysChanged }) => this.#show(i, keysChanged as Set<string>))
  }

  /** One edit after the other at this rate. For each edit and reader: milliseconds from making it until it is in the reader's document. */
  async paced(count: number, everyMs: number): Promise<number[]> {
    this.#waits = []
    const begun = performance.now()
    for (let i = 0; i < count; i++) {
      const wait = begun + i * everyMs - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      this.#edit()
    }
    await this.#allShown()
    return this.#waits
  }

  /** All edits at once; seconds until every reader has every one. */
  async burst(count: number): Promise<number> {
    const begun = performance.now()
    for (let i = 0; i < count; i++) this.#edit()
    await this.#allShown()
    return (performance.now() - begun) / 1000
  }

  #edit(): void {
    const { records } = this.#server
    const i = this.#edits++ % records.length
    const writer = i % this.#writers.length
    const made = this.#madeAt[writer]!
    made.push(performance.now())
    editsOf(this.#writers[writer]!).set(`${records[i]}/amount`, made.length - 1)
  }

  #show(reader: number, keys: Set<string>): void {
    const at = performance.now()
    const edits = editsOf(this.#readers[reader]!)
    const shown = this.#shown[reader]!
    for (const key of keys) {
      const writer = this.#writerOf.get(key.split('/')[0]!)!
      for (const last = Number(edits.get(key)); shown[writer]! < last;)
        this.#waits.push(at - this.#madeAt[writer]![++shown[writer]!]!)
    }
    this.#check()
  }

  #allShown(): Promise<void> {
    const isSo = () =>
      this.#shown.every((one) => one.every((last, i) => last === this.#madeAt[i]!.length - 1))
    return new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error('not all edits arrived')), PATIENCE)
      this.#check = () => {
        if (!isSo()) return
        clearTimeout(late)
        this.#check = () => undefined
        done()
      }
      this.#check()
    })
  }
}

const editsOf = (doc: Y.Doc) => doc.getMap<number>('edits')
