import * as Y from 'yjs'
import type { Tx } from '../../store/store.ts'
import type { Copy } from './document-copies.ts'
import { newDocument, SERVER_CLIENT } from '../guard/apply-update.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

const ROWS_AT_ONCE = 100

/**
 * Notes that an own copy is to be written (`unfinished`) or not; `anew`: with nothing of what stood in it, as its next epoch.
 * Resolves with the epoch, and whether it is another one than before, or the document is new.
 */
export async function beginStored(
  tx: Tx,
  organizationId: string,
  name: string,
  { anew, unfinished }: { anew: boolean; unfinished: boolean },
): Promise<{ epoch: number; isAnother: boolean; isNew: boolean }> {
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
    return { epoch: 0, isAnother: false, isNew: true }
  }
  const seq = anew ? Math.max(await lastLogged(tx, organizationId, name), was.snapshot_seq) + 1 : 0
  await tx
    .updateTable('documents')
    .set({ unfinished: flag, ...(anew && { snapshot: null, snapshot_seq: seq, epoch: was.epoch + 1 }) })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .execute()
  if (anew)
    await tx
      .deleteFrom('document_updates')
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .execute()
  return { epoch: was.epoch + (anew ? 1 : 0), isAnother: anew, isNew: false }
}

export async function finishStored(tx: Tx, organizationId: string, name: string): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ unfinished: 0 })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .execute()
}

/**
 * What was written of an own copy in one go is as good as a snapshot: making one would hold up everybody, for a full shard
 * some fifth of a second.
 */
const BULK = 16 * 1024

export function noteLogged(copy: Copy, name: string, { length }: Uint8Array): void {
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

export async function createDocument(tx: Tx, organizationId: string, name: string): Promise<void> {
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

export async function load(tx: Tx, organizationId: string, name: string): Promise<Copy> {
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
export async function endClients(
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

export async function snapshot(tx: Tx, organizationId: string, name: string, copy: Copy): Promise<void> {
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
