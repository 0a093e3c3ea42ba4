import * as Y from 'yjs'
import { FORGOTTEN, ROWS_MAP } from '../../domain/documents/document-name.ts'
import { MAX_SEQ, type ReplicaDatabase } from '../database.ts'

/** Origin of transactions that repeat what is in the log already. */
export const FROM_LOG = 'log'
/** Origin of this device's own edits. */
export const FROM_HERE = 'here'

/** Keys that changed, by name of the root map. */
export type ChangedKeys = Map<string, Set<string>>

/**
 * A Yjs document in memory, while it is needed. Its truth is the log in the database: every update, of this tab, another
 * or the server, is a row there, and `catchUp` applies what other tabs wrote.
 */
export class LiveDocument {
  readonly name: string
  readonly doc = new Y.Doc()
  /** Every row of the log up to this number is in `doc`. */
  known = 0
  generation = 0
  epoch = ''
  /** Rows of the log since the snapshot. */
  tail = 0
  /** The mark of the last erasing that the log on the disk has followed. */
  forgotten: unknown = undefined
  /** Updates from the server that are not yet in the log. */
  received: Uint8Array[] = []
  /** What the provider gives as origin of updates from the server. */
  serverOrigin: unknown = null
  /** Called when `received` got its first entry. */
  onReceived: (() => void) | null = null
  #changed: ChangedKeys = new Map()

  private constructor(name: string) {
    this.name = name
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#noteChanges(transaction))
  }

  /** Reads snapshot and log, inside a transaction over both or outside of one. */
  static async load(db: ReplicaDatabase, name: string): Promise<LiveDocument> {
    const live = new LiveDocument(name)
    const row = await db.documents.get(name)
    live.generation = row?.generation ?? 0
    live.epoch = row?.epoch ?? ''
    live.forgotten = row?.forgotten
    await live.#applyLog(db, row?.upTo ?? 0)
    live.takeChanged()
    return live
  }

  /**
   * Merges what the server sent. What is kept for the log is what came: a listener of Yjs's updates would make it write all
   * of it once more, a fifth of the time that the first synchronisation takes.
   */
  receive(update: Uint8Array, origin: unknown): void {
    let brought = false
    const look = (transaction: Y.Transaction) => {
      brought ||= bringsSomething(transaction)
    }
    this.doc.on('afterTransaction', look)
    Y.applyUpdate(this.doc, update, origin)
    this.doc.off('afterTransaction', look)
    if (!brought || origin !== this.serverOrigin) return
    this.received.push(update)
    if (this.received.length === 1) this.onReceived?.()
  }

  /** Applies what the log has and this document has not. False: the copy was built anew, throw this object away. */
  async catchUp(db: ReplicaDatabase): Promise<boolean> {
    const row = await db.documents.get(this.name)
    if ((row?.generation ?? 0) !== this.generation) return false
    await this.#applyLog(db, row?.upTo ?? 0)
    return true
  }

  /** Were values erased (LIFE-6) that may still be in the log on this device? */
  get mustForget(): boolean {
    return this.doc.share.has(ROWS_MAP) && this.#erasedMark !== this.forgotten
  }
  /** What the log may be remembered to have followed once it is folded. */
  get #erasedMark(): unknown {
    return this.doc.getMap(ROWS_MAP).get(FORGOTTEN)
  }
  hasForgotten(): void {
    if (this.doc.share.has(ROWS_MAP)) this.forgotten = this.#erasedMark
  }

  /** Runs `change` as one edit of this device and returns its update; null when nothing changed. */
  edit(change: () => void): Uint8Array | null {
    let made: Uint8Array | null = null
    const keep = (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_HERE) made = update
    }
    this.doc.on('update', keep)
    this.doc.transact(change, FROM_HERE)
    this.doc.off('update', keep)
    return made
  }

  /** The keys that changed since the last call. */
  takeChanged(): ChangedKeys {
    const changed = this.#changed
    this.#changed = new Map()
    return changed
  }

  destroy(): void {
    this.onReceived = null
    this.doc.destroy()
  }

  async #applyLog(db: ReplicaDatabase, upTo: number): Promise<void> {
    if (upTo > this.known) {
      const snapshot = await db.snapshots.get(this.name)
      if (snapshot) Y.applyUpdateV2(this.doc, snapshot.state, FROM_LOG)
      this.known = upTo
      this.tail = 0
    }
    const rows = await db.updates
      .where('[document+seq]')
      .between([this.name, this.known + 1], [this.name, MAX_SEQ])
      .toArray()
    if (rows.length === 0) return
    this.doc.transact(() => {
      for (const { update } of rows) Y.applyUpdate(this.doc, update, FROM_LOG)
    }, FROM_LOG)
    this.known = rows.at(-1)?.seq ?? this.known
    this.tail += rows.length
  }

  #noteChanges(transaction: Y.Transaction): void {
    for (const [type, keys] of transaction.changed) {
      const map = rootNameOf(this.doc, type as Y.AbstractType<unknown>)
      if (map === null) continue
      const noted = this.#changed.get(map) ?? new Set()
      for (const key of keys) if (key !== null) noted.add(key)
      this.#changed.set(map, noted)
    }
  }
}

function bringsSomething({ deleteSet, beforeState, afterState }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true
  return false
}

function rootNameOf(doc: Y.Doc, type: Y.AbstractType<unknown>): string | null {
  for (const [name, root] of doc.share) if ((root as unknown) === type) return name
  return null
}
