import type * as Y from 'yjs'
import type { DocumentUpdateRow } from '../../store/schema/content.ts'
import { insertEach } from '../../store/insert-each.ts'
import type { Tx } from '../../store/store.ts'
import {
  beginStored,
  createDocument,
  endClients,
  finishStored,
  load,
  noteLogged,
  snapshot,
} from './stored-documents.ts'

/** A document in memory, always as the database has it, or will have it when the running transaction commits. */
export interface Copy {
  doc: Y.Doc
  /** Number of the last update. */
  seq: number
  /** How often the document was replaced by one with another past. */
  epoch: number
  /** Who writes under which client id; filled for content documents only. */
  owners: Map<number, string>
  /** Somebody's own copy, of which not all is written yet. */
  unfinished: boolean
  /** Size of the log since the last snapshot, and of that snapshot. */
  logged: { rows: number; bytes: number }
  snapshotBytes: number
}

/** An update made to a copy. */
export interface Appended {
  organizationId: string
  name: string
  copy: Copy
  update: Uint8Array
  /** Where a content document lies. */
  workspaceId?: string
  /** Its number, once it is stored. */
  seq?: number
}

const UNUSED_KEPT = 64
/** A snapshot of a full shard takes 0.2 s; loading this many rows of its log takes less. */
const ROWS_BEFORE_SNAPSHOT = 5_000
const BYTES_BEFORE_SNAPSHOT = 256 * 1024

/**
 * Documents in memory. All methods but `pin` and `drop` run inside the store's one write at a time, which is each
 * document's queue: nothing loads, changes or reads a copy beside a transaction that is not yet certain.
 */
export class DocumentCopies {
  /** By organization and name; the least recently used first. */
  readonly #copies = new Map<string, Copy>()
  readonly #pins = new Map<string, number>()

  async open(tx: Tx, organizationId: string, name: string): Promise<Copy> {
    const key = keyOf(organizationId, name)
    const copy = this.#copies.get(key) ?? (await load(tx, organizationId, name))
    this.#copies.delete(key)
    this.#copies.set(key, copy)
    this.#unload()
    return copy
  }

  /**
   * Stores updates that were just made to copies, in order; now and then a whole log becomes one snapshot, in the same
   * transaction.
   */
  async append(tx: Tx, appended: Appended[]): Promise<void> {
    const rows: DocumentUpdateRow[] = []
    const touched = new Map<Copy, Appended>()
    for (const one of appended) {
      const { copy, organizationId, name, update } = one
      if (copy.seq === 0) await createDocument(tx, organizationId, name)
      copy.seq++
      one.seq = copy.seq
      noteLogged(copy, name, update)
      rows.push({ organization_id: organizationId, name, seq: copy.seq, data: update })
      touched.set(copy, one)
    }
    await insertEach(tx, 'document_updates', rows)
    for (const { copy, organizationId, name } of touched.values())
      if (isLong(copy)) await snapshot(tx, organizationId, name, copy)
  }

  /**
   * Puts a document with another past in the place of this one: its next epoch. Nothing of the old log stays, and who
   * wrote under which id counts for the new one no more.
   */
  async replace(tx: Tx, organizationId: string, name: string, doc: Y.Doc, at: string): Promise<Copy> {
    const old = await this.open(tx, organizationId, name)
    const copy: Copy = {
      doc,
      seq: old.seq + 1,
      epoch: old.epoch + 1,
      owners: new Map(),
      unfinished: old.unfinished,
      logged: { rows: 0, bytes: 0 },
      snapshotBytes: 0,
    }
    await endClients(tx, organizationId, name, old, at)
    await tx
      .updateTable('documents')
      .set({ epoch: copy.epoch })
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .execute()
    await snapshot(tx, organizationId, name, copy)
    this.#copies.set(keyOf(organizationId, name), copy)
    return copy
  }

  /**
   * An own copy is to be written (again): notes that. `anew`: with nothing of what stood in it, as its next epoch; without
   * loading what is thrown away. Resolves with the epoch, and whether it is another one.
   */
  async begin(
    tx: Tx,
    organizationId: string,
    name: string,
    { anew, unfinished }: { anew: boolean; unfinished: boolean },
  ): Promise<{ epoch: number; isAnother: boolean }> {
    const begun = await beginStored(tx, organizationId, name, { anew, unfinished })
    if (begun.isAnother || begun.isNew) this.drop(organizationId, name)
    else this.#note(organizationId, name, unfinished)
    return begun
  }

  /** All of an own copy is written. */
  async finish(tx: Tx, organizationId: string, name: string): Promise<void> {
    await finishStored(tx, organizationId, name)
    this.#note(organizationId, name, false)
  }

  #note(organizationId: string, name: string, unfinished: boolean): void {
    const copy = this.#copies.get(keyOf(organizationId, name))
    if (copy) copy.unfinished = unfinished
  }

  /** Stores the document as it is now in place of its whole log: nothing that was overwritten stays in its bytes. */
  rewrite(tx: Tx, organizationId: string, name: string, copy: Copy): Promise<void> {
    return snapshot(tx, organizationId, name, copy)
  }

  /** Forgets the copy: what it holds may not be what the database holds. */
  drop(organizationId: string, name: string): void {
    this.#copies.delete(keyOf(organizationId, name))
  }

  /** Keeps the copy in memory while somebody listens. Call what it returns once. */
  pin(organizationId: string, name: string): () => void {
    const key = keyOf(organizationId, name)
    this.#pins.set(key, (this.#pins.get(key) ?? 0) + 1)
    return () => {
      const left = (this.#pins.get(key) ?? 1) - 1
      if (left > 0) this.#pins.set(key, left)
      else this.#pins.delete(key)
    }
  }

  /** Keeps this very copy, which may have been unloaded since it was opened. Call what it returns once. */
  keep(organizationId: string, name: string, copy: Copy): () => void {
    this.#copies.set(keyOf(organizationId, name), copy)
    return this.pin(organizationId, name)
  }

  #unload(): void {
    let tooMany = this.#copies.size - this.#pins.size - UNUSED_KEPT
    if (tooMany <= 0) return
    for (const key of this.#copies.keys()) {
      if (tooMany <= 0) return
      if (this.#pins.has(key)) continue
      this.#copies.delete(key)
      tooMany--
    }
  }
}

const isLong = ({ logged, snapshotBytes }: Copy): boolean =>
  logged.rows >= ROWS_BEFORE_SNAPSHOT || logged.bytes > Math.max(BYTES_BEFORE_SNAPSHOT, 2 * snapshotBytes)

const keyOf = (organizationId: string, name: string) => `${organizationId}\n${name}`
