import type { Table } from 'dexie'
import * as Y from 'yjs'
import { endBackground } from '../background.ts'
import type { Bus, BusMessage } from '../tabs/bus.ts'
import { MAX_SEQ, type ReplicaDatabase } from '../database.ts'
import { type ChangedKeys, LiveDocument } from './live-document.ts'

/** Keeps query tables as the documents are. Writes in the transaction that writes the log. */
export interface Projection {
  readonly tables: Table[]
  /** Brings rows up to date for the changed keys. `seq` is the edit's number when this device changed them, else null. */
  write(live: LiveDocument, changed: ChangedKeys, seq: number | null): Promise<BusMessage[]>
  /** Removes rows of what is not in the document any more, after its copy was fetched anew. */
  reconcile(live: LiveDocument): Promise<BusMessage[]>
}

/** What is written, or could not be, may concern more than whoever asked for it. */
export interface LogEvents {
  /** What the server told was written. */
  onWritten(): void
  onFailure(problem: unknown): void
}

/** After so many rows of log a document is folded into its snapshot. */
const FOLD_AFTER = 300
/** Documents that nobody uses are kept in memory for the next use, this many. */
const KEEP_IDLE = 3

/**
 * The documents of this tab. All that one tab does with a document runs one after the other; what several tabs do is kept
 * apart by the database's transactions. Memory may be ahead of the disk, never the log ahead of memory.
 */
export class DocumentLog {
  readonly db: ReplicaDatabase
  readonly #bus: Bus
  readonly #projectionFor: (name: string) => Projection
  readonly #heard: LogEvents
  readonly #live = new Map<string, LiveDocument>()
  readonly #users = new Map<string, number>()
  readonly #queues = new Map<string, Promise<unknown>>()

  constructor(
    db: ReplicaDatabase,
    bus: Bus,
    projectionFor: (name: string) => Projection,
    heard: LogEvents = { onWritten: () => undefined, onFailure: () => undefined },
  ) {
    this.db = db
    this.#bus = bus
    this.#projectionFor = projectionFor
    this.#heard = heard
  }

  /** Runs `work` when everything before it on this document is done. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(name) ?? Promise.resolve()
    const result = before.then(work, work)
    const settled = result.catch(() => undefined)
    this.#queues.set(name, settled)
    void settled.then(() => {
      if (this.#queues.get(name) === settled) this.#queues.delete(name)
    })
    return result
  }

  /** Keeps the document in memory until `release`. */
  async acquire(name: string): Promise<LiveDocument> {
    this.#users.set(name, (this.#users.get(name) ?? 0) + 1)
    return this.inTurn(name, () => this.#transaction(name, (live) => Promise.resolve(live)))
  }
  release(name: string): void {
    this.#users.set(name, (this.#users.get(name) ?? 1) - 1)
    this.#letGo()
  }

  /** From now on updates with this origin come from the server and go into the log. */
  receiveFrom(live: LiveDocument, origin: unknown): void {
    live.serverOrigin = origin
    live.onReceived = () => {
      // A failure destroyed the document; whoever has its room open hears that and opens it again.
      this.inTurn(live.name, () => this.#flush(live)).catch(endBackground)
    }
  }

  /** Applies what other tabs wrote, up to this number at least. */
  follow(name: string, upTo = MAX_SEQ): Promise<void> {
    if ((this.#live.get(name)?.known ?? MAX_SEQ) >= upTo) return Promise.resolve()
    return this.inTurn(name, () => this.#transaction(name, () => Promise.resolve()))
  }

  /**
   * Runs `work` with the document up to date, in one transaction over the log, the query tables and `tables`. What `work`
   * changes in the document it must write with `record`.
   */
  write<T>(
    name: string,
    tables: Table[],
    work: (live: LiveDocument, record: Recorder) => Promise<T>,
  ): Promise<T> {
    return this.inTurn(name, async () => {
      const messages: BusMessage[] = []
      const result = await this.#transaction(
        name,
        async (live) => {
          const projection = this.#projectionFor(name)
          messages.push(...(await projection.write(live, live.takeChanged(), null)))
          return work(live, async (update, seq) => {
            await this.db.updates.put({ seq, document: name, update })
            messages.push(...(await projection.write(live, live.takeChanged(), seq)))
            live.known = Math.max(live.known, seq)
            live.tail++
          })
        },
        tables,
      )
      for (const message of messages) this.#bus.post(message)
      return result
    })
  }

  /** Was the copy thrown away, and has not been fetched anew yet? */
  async isDropped(name: string): Promise<boolean> {
    const row = await this.db.documents.get(name)
    return row !== undefined && row.generation > 0 && !row.whole
  }

  /**
   * All that came from the server up to now is in the log, and the document was whole: remember that. `head`: the server's
   * number of an update up to which it holds all. False: what came was lost with a copy that could not be written.
   */
  markWhole(live: LiveDocument, head?: number): Promise<boolean> {
    return this.inTurn(live.name, async () => {
      await this.#flush(live)
      const messages: BusMessage[] = []
      const isHere = await this.#transaction(live.name, async (current) => {
        if (current !== live) return false
        const row = await this.db.documents.get(live.name)
        const { name, generation } = live
        const isNew = !row?.whole
        if (isNew || (head !== undefined && head !== row.head))
          await this.db.documents.put({
            ...row,
            ...{ name, upTo: row?.upTo ?? 0, generation, whole: true },
            ...(head !== undefined && { head }),
          })
        if (isNew) messages.push({ kind: 'directory', document: name, keys: [] })
        if (isNew && generation > 0) messages.push(...(await this.#projectionFor(name).reconcile(live)))
        return true
      })
      if (!isHere) return false
      for (const message of messages) this.#bus.post(message)
      if (live.tail > FOLD_AFTER || live.mustForget) await this.#fold(live)
      return true
    })
  }

  /**
   * Changes what is stored of the document beyond adding to it, and forgets what was in memory, here and in other tabs.
   * `work` runs in one transaction and gives the messages to send after it; null: nothing was changed.
   */
  restructure(name: string, tables: Table[], work: () => Promise<BusMessage[] | null>): Promise<boolean> {
    return this.inTurn(name, async () => {
      const { documents, snapshots, updates, counters, edits, intents } = this.db
      const all = [documents, snapshots, updates, counters, edits, intents, ...tables]
      const messages = await this.db.transaction('rw', [...all, ...this.#projectionFor(name).tables], work)
      if (messages === null) return false
      this.forget(name)
      for (const message of messages) this.#bus.post(message)
      this.#bus.post({ kind: 'rebuilt', document: name })
      return true
    })
  }

  /** The projection of a document, for `restructure`. */
  projectionOf(name: string): Projection {
    return this.#projectionFor(name)
  }

  /** Forgets the object in memory; the next use reads the log. */
  forget(name: string): void {
    const live = this.#live.get(name)
    this.#live.delete(name)
    live?.destroy()
  }

  close(): Promise<unknown> {
    for (const name of [...this.#live.keys()]) this.forget(name)
    return Promise.all(this.#queues.values())
  }

  /** One transaction with the document up to date. If it fails, memory is ahead of the disk for good: forget it. */
  async #transaction<T>(
    name: string,
    work: (live: LiveDocument) => Promise<T>,
    more: Table[] = [],
  ): Promise<T> {
    const { documents, snapshots, updates, counters, edits, intents } = this.db
    const tables = [documents, snapshots, updates, counters, edits, intents, ...more]
    try {
      return await this.db.transaction('rw', [...tables, ...this.#projectionFor(name).tables], async () => {
        let live = this.#live.get(name)
        if (live && !(await live.catchUp(this.db))) {
          this.forget(name)
          live = undefined
        }
        live ??= await LiveDocument.load(this.db, name)
        this.#live.set(name, live)
        return work(live)
      })
    } catch (error) {
      // First, so that whoever hears that the document is gone knows why.
      this.#heard.onFailure(error)
      this.forget(name)
      throw error
    }
  }

  async #flush(live: LiveDocument): Promise<void> {
    if (live.received.length === 0 || this.#live.get(live.name) !== live) return
    const messages: BusMessage[] = []
    await this.#transaction(live.name, async (current) => {
      // Built anew meanwhile: what came for the old copy comes again for the new one.
      if (current !== live) return
      const updates = live.received.splice(0)
      const [first = new Uint8Array()] = updates
      const seq = await this.db.nextSeq()
      const update = updates.length === 1 ? first : Y.mergeUpdates(updates)
      await this.db.updates.add({ seq, document: live.name, update })
      const projection = this.#projectionFor(live.name)
      messages.push(...(await projection.write(live, live.takeChanged(), null)))
      live.known = seq
      live.tail++
      // In the same transaction: a page that dies in between would leave what must be forgotten for whoever reads the disk.
      if (live.mustForget) await this.#foldNow(live)
    })
    this.#heard.onWritten()
    for (const message of messages) this.#bus.post(message)
    if (live.tail > FOLD_AFTER || live.mustForget) await this.#fold(live)
  }

  /** Replaces the log by a snapshot. Not while edits wait: they must stay apart, so that they can be taken back. */
  #fold(live: LiveDocument): Promise<void> {
    return this.#transaction(live.name, async (current) => {
      if (current === live) await this.#foldNow(live)
    })
  }

  /** The same, within a transaction. */
  async #foldNow(live: LiveDocument): Promise<void> {
    const { db } = this
    const { name } = live
    const waiting = await db.edits.where('[document+seq]').between([name, 0], [name, MAX_SEQ]).count()
    if (waiting > 0) return
    const row = await db.documents.get(name)
    // What was overwritten is not in the state: Yjs keeps of it only that there was something.
    await db.snapshots.put({ name, state: Y.encodeStateAsUpdateV2(live.doc) })
    live.hasForgotten()
    await db.updates.where('[document+seq]').between([name, 0], [name, live.known], true, true).delete()
    const { known: upTo, generation } = live
    await db.documents.put({
      ...row,
      ...{ name, upTo, generation, whole: row?.whole ?? false },
      ...(live.forgotten !== undefined && { forgotten: live.forgotten }),
    })
    live.tail = 0
  }

  #letGo(): void {
    const idle = [...this.#live.keys()].filter((name) => (this.#users.get(name) ?? 0) <= 0)
    for (const name of idle.slice(0, Math.max(0, idle.length - KEEP_IDLE))) this.forget(name)
  }
}

/** Writes the update of a change made in the document, with its number. */
export type Recorder = (update: Uint8Array, seq: number) => Promise<void>
