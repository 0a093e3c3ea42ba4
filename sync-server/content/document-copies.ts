import * as Y from 'yjs'
import type { DocumentUpdateRow } from '../store/schema/content.ts'
import type { Tx } from '../store/store.ts'
import { newDocument, SERVER_CLIENT } from './guard/apply-update.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

/** A document in memory, always as the database has it, or will have it when the running transaction commits. */
export interface Copy {
  doc: Y.Doc
  /** Number of the last update. */
  seq: number
  /** How often the document was replaced by one with another past. */
  epoch: number
  /** Who writes under which client id; filled for content documents only. */
  owners: Map<number, string>
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
const ROWS_AT_ONCE = 100
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
      copy.logged.rows++
      copy.logged.bytes += update.length
      rows.push({ organization_id: organizationId, name, seq: copy.seq, data: update })
      touched.set(copy, one)
    }
    for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
      await tx
        .insertInto('document_updates')
        .values(rows.slice(i, i + ROWS_AT_ONCE))
        .execute()
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

async function createDocument(tx: Tx, organizationId: string, name: string): Promise<void> {
  await tx
    .insertInto('documents')
    .values({ organization_id: organizationId, name, snapshot: null, snapshot_seq: 0, epoch: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const isContent = (name: string): boolean => name.startsWith('content/')

const keyOf = (organizationId: string, name: string) => `${organizationId}\n${name}`

async function load(tx: Tx, organizationId: string, name: string): Promise<Copy> {
  const stored = await tx
    .selectFrom('documents')
    .select(['snapshot', 'snapshot_seq', 'epoch'])
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst()
  // What is not there has no log: with each new user comes a document of their own.
  const updates = stored
    ? await tx
        .selectFrom('document_updates')
        .select(['seq', 'data'])
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .where('seq', '>', stored.snapshot_seq)
        .orderBy('seq')
        .execute()
    : []
  const owners = isContent(name) ? await loadOwners(tx, organizationId, name) : new Map()
  const doc = newDocument()
  doc.transact(() => {
    if (stored?.snapshot) Y.applyUpdateV2(doc, stored.snapshot)
    for (const { data } of updates) Y.applyUpdate(doc, data)
    // Yjs would take our own stored writes for those of another client using our id.
    doc.clientID = -1
  })
  doc.clientID = SERVER_CLIENT
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new Error(`document ${name} misses a part of its log`)
  return {
    doc,
    seq: updates.at(-1)?.seq ?? stored?.snapshot_seq ?? 0,
    epoch: stored?.epoch ?? 0,
    owners,
    logged: { rows: updates.length, bytes: updates.reduce((sum, { data }) => sum + data.length, 0) },
    snapshotBytes: stored?.snapshot?.length ?? 0,
  }
}

async function loadOwners(tx: Tx, organizationId: string, document: string): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('client_owners')
    .select(['client_id', 'user_id'])
    .where('organization_id', '=', organizationId)
    .where('document', '=', document)
    .execute()
  return new Map(rows.map((row) => [row.client_id, row.user_id]))
}

/** A device that did not hear that something was saved says it again in the next epoch; this is how it is known. */
async function endClients(
  tx: Tx,
  organizationId: string,
  document: string,
  { doc, owners }: Copy,
  at: string,
): Promise<void> {
  const rows = [...owners].map(([client, userId]) => ({
    organization_id: organizationId,
    document,
    client_id: client,
    user_id: userId,
    clock: Y.getState(doc.store, client),
    ended_at: at,
  }))
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
    await tx
      .insertInto('ended_clients')
      .values(rows.slice(i, i + ROWS_AT_ONCE))
      // An id drawn a second time: who had it first has long heard.
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'document', 'client_id']).doUpdateSet((set) => ({
          user_id: set.ref('excluded.user_id'),
          clock: set.ref('excluded.clock'),
          ended_at: set.ref('excluded.ended_at'),
        })),
      )
      .execute()
  await tx
    .deleteFrom('client_owners')
    .where('organization_id', '=', organizationId)
    .where('document', '=', document)
    .execute()
}

async function snapshot(tx: Tx, organizationId: string, name: string, copy: Copy): Promise<void> {
  const data = Y.encodeStateAsUpdateV2(copy.doc)
  await tx
    .updateTable('documents')
    .set({ snapshot: data, snapshot_seq: copy.seq })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .execute()
  await tx
    .deleteFrom('document_updates')
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .where('seq', '<=', copy.seq)
    .execute()
  copy.logged = { rows: 0, bytes: 0 }
  copy.snapshotBytes = data.length
  if (isContent(name)) await noteWear(tx, organizationId, name, copy)
}

/** Yjs keeps something of every value that was overwritten or deleted, so a document grows with what was done in it. */
async function noteWear(tx: Tx, organizationId: string, name: string, { doc }: Copy): Promise<void> {
  const live = recordsOf(doc).size + editsOf(doc).size
  let all = 0
  for (const structs of doc.store.clients.values()) all += structs.length
  const wear = { live, past: Math.max(0, all - live) }
  await tx
    .insertInto('document_wear')
    .values({ organization_id: organizationId, name, ...wear })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doUpdateSet(wear))
    .execute()
}
