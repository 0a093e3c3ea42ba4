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
      noteLogged(copy, name, update)
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
    const flag = unfinished ? 1 : 0
    const was = await tx
      .selectFrom('documents')
      .select(['snapshot_seq', 'epoch'])
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .executeTakeFirst()
    if (!was) {
      // With a number: devices know one that they have whole by it.
      const row = { organization_id: organizationId, name, snapshot: null, snapshot_seq: 1, epoch: 0 }
      await tx
        .insertInto('documents')
        .values({ ...row, unfinished: flag })
        .execute()
      this.drop(organizationId, name)
      return { epoch: 0, isAnother: false }
    }
    const logged = anew ? await lastLogged(tx, organizationId, name) : 0
    await tx
      .updateTable('documents')
      .set({
        unfinished: flag,
        ...(anew && {
          snapshot: null,
          snapshot_seq: Math.max(logged, was.snapshot_seq) + 1,
          epoch: was.epoch + 1,
        }),
      })
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .execute()
    if (anew) {
      await tx
        .deleteFrom('document_updates')
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .execute()
      this.drop(organizationId, name)
    } else this.#note(organizationId, name, unfinished)
    return { epoch: was.epoch + (anew ? 1 : 0), isAnother: anew }
  }

  /** All of an own copy is written. */
  async finish(tx: Tx, organizationId: string, name: string): Promise<void> {
    await tx
      .updateTable('documents')
      .set({ unfinished: 0 })
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .execute()
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

/**
 * What was written of an own copy in one go is as good as a snapshot: making one would hold up everybody, for a full shard
 * some fifth of a second.
 */
const BULK = 16 * 1024

function noteLogged(copy: Copy, name: string, { length }: Uint8Array): void {
  if (isOwnCopy(name) && length > BULK) {
    copy.snapshotBytes += length
    return
  }
  copy.logged.rows++
  copy.logged.bytes += length
}

async function lastLogged(tx: Tx, organizationId: string, name: string): Promise<number> {
  const row = await tx
    .selectFrom('document_updates')
    .select((select) => select.fn.max('seq').as('last'))
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

async function createDocument(tx: Tx, organizationId: string, name: string): Promise<void> {
  await tx
    .insertInto('documents')
    .values({
      organization_id: organizationId,
      name,
      snapshot: null,
      snapshot_seq: 0,
      epoch: 0,
      unfinished: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const isContent = (name: string): boolean => name.startsWith('content/')
const isOwnCopy = (name: string): boolean => name.startsWith('own/')

const keyOf = (organizationId: string, name: string) => `${organizationId}\n${name}`

async function load(tx: Tx, organizationId: string, name: string): Promise<Copy> {
  const stored = await tx
    .selectFrom('documents')
    .select(['snapshot', 'snapshot_seq', 'epoch', 'unfinished'])
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
  const copy: Copy = {
    doc,
    seq: updates.at(-1)?.seq ?? stored?.snapshot_seq ?? 0,
    epoch: stored?.epoch ?? 0,
    owners,
    unfinished: stored?.unfinished === 1,
    logged: { rows: 0, bytes: 0 },
    snapshotBytes: stored?.snapshot?.length ?? 0,
  }
  for (const { data } of updates) noteLogged(copy, name, data)
  return copy
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
