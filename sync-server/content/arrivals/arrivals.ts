import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { endedRefusal } from '../../../shared/domain/billing/subscription.ts'
import type { Said } from '../../../shared/protocol/room-message.ts'
import { meOf } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import type { Portfolio } from '../../../shared/domain/model/portfolio.ts'
import type { Outcome, Tx } from '../../store/store.ts'
import { ArrivalBatch } from './arrival-batch.ts'
import type { DirectoryDocuments } from '../directory-documents.ts'
import type { DirectoryFacts } from '../directory-facts.ts'
import type { Copy } from '../stored/document-copies.ts'
import { recordIdsIn } from '../records/item.ts'
import type { OwnCopies } from '../own-copies/own-copies.ts'
import type { DocumentLog, Published } from '../stored/document-log.ts'
import { ELSEWHERE, SERVER_CLIENT, type SetBack } from '../guard/apply-update.ts'
import type { Checked } from '../guard/check-update.ts'
import { portfoliosToKnow, recordsNotIn } from '../guard/facts.ts'
import { apply, check } from '../guard/guard.ts'
import { OtherDocuments } from './other-documents.ts'
import { noticesOf } from './set-back-notices.ts'

/** An update from a socket. `from` is whom not to send it back to unless the server corrected it. */
export interface Arrival {
  organizationId: string
  userId: string
  document: string
  /** Of the copy the update was made in. Absent: the first. */
  epoch?: string
  update: Uint8Array
  /**
   * What the update says was said before under these client ids, up to these clocks, in a copy that was thrown away since.
   * Where one of them had arrived the update changes nothing: it must not win over what came after it then.
   */
  before?: Said[]
  /** It says nothing but what this user wants (`guard/check-update.ts`). */
  isOwn?: boolean
  from: unknown
}

/**
 * `refused`: hostile or broken input. `forbidden`: no right to the document any more, or no such document. `ended`: it was
 * made in a copy of an earlier epoch.
 */
export type ArrivalResult =
  | { status: 'saved' }
  | { status: 'refused'; code: string }
  | { status: 'forbidden' }
  | { status: 'ended'; epoch: string }

export interface ArrivalParts {
  log: DocumentLog
  facts: DirectoryFacts
  directory: DirectoryDocuments
  own: OwnCopies
  clock: () => Date
  onFault: (problem: unknown, arrival: Arrival) => void
}

/** Takes updates of content through the guard, with today's rights, inside the store's one write at a time. */
export class Arrivals {
  readonly #parts: ArrivalParts
  readonly #others: OtherDocuments

  constructor(parts: ArrivalParts) {
    this.#parts = parts
    this.#others = new OtherDocuments(parts.log, parts.facts, parts.own)
  }

  /**
   * Takes several in order; what they store is written together at the end. Answers in the same order. Throws where one of
   * several proved the guard wrong.
   */
  async receive(tx: Tx, outcome: Outcome, arrivals: Arrival[]): Promise<ArrivalResult[]> {
    const batch = new ArrivalBatch(this.#parts.log, outcome)
    const results: ArrivalResult[] = []
    for (const arrival of arrivals) results.push(await this.#receiveOne(tx, batch, arrival))
    await batch.write(tx)
    return results
  }

  async #receiveOne(tx: Tx, batch: ArrivalBatch, arrival: Arrival): Promise<ArrivalResult> {
    const { log, facts, own: copies, clock, onFault } = this.#parts
    const { organizationId, userId, document, update } = arrival
    const writer = await facts.writer(tx, organizationId, userId, document)
    if (!writer) return { status: 'forbidden' }
    const { actor, folder, subscription } = writer
    const copy = await log.open(tx, organizationId, document)
    const epoch = log.epochOf(copy)
    if (epoch !== (arrival.epoch ?? '')) return { status: 'ended', epoch }
    const ownerOf = (client: number) => (client === SERVER_CLIENT ? null : copy.owners.get(client))
    const checked = check(copy.doc, update, { userId, ownerOf, isOwn: arrival.isOwn ?? false })
    if (checked.status === 'refused') return checked
    const tooMuch = beyondBudget(copy, userId, checked.checked, update.length)
    if (tooMuch) return { status: 'refused', code: tooMuch }
    const portfolios = await this.#portfolios(tx, organizationId, copy.doc, checked.checked)
    const isRepeated = await this.#hasArrived(tx, arrival, copy)
    const elsewhere = await this.#others.find(
      tx,
      batch,
      arrival,
      folder.id,
      recordsNotIn(copy.doc, checked.checked),
    )
    batch.touch(organizationId, document, copy)
    const at = clock().toISOString()
    const closed = endedRefusal(subscription, at)
    const asked = { actor, folder, portfolios, isRepeated, elsewhere, closed }
    const applied = apply(copy.doc, update, checked.checked, asked)
    if (applied.status === 'fault') {
      // What came before it is in the spoilt copy, too; then each is received again, in a batch of its own.
      if (!batch.isEmpty)
        throw new Error('an update was not applied as predicted', { cause: applied.problem })
      log.drop(organizationId, document)
      await quarantine(tx, arrival, applied.problem, at)
      onFault(applied.problem, arrival)
      return { status: 'refused', code: 'fault' }
    }
    await own(tx, organizationId, document, copy, checked.checked.newClients, userId)
    batch.append(
      { organizationId, name: document, copy, workspaceId: folder.workspaceId },
      applied.made,
      arrival.from,
      applied.corrected,
    )
    const cause = { organizationId, userId, document, at, folderId: folder.id }
    batch.consequences.note(cause, folder, copy.doc, applied.changed)
    const ids = recordIdsIn(applied.changed)
    batch.add(await copies.follow(tx, organizationId, folder, document, copy.doc, ids))
    const [moved, setBack] = partition(applied.setBack, ({ reason }) => reason === ELSEWHERE)
    for (const [there, wanted] of Map.groupBy(moved, ({ recordId }) => elsewhere.get(recordId) ?? ''))
      setBack.push(...(await this.#others.write(tx, batch, { ...cause, document: there }, asked, wanted)))
    if (setBack.length > 0) batch.add(await this.#tell(tx, organizationId, userId, folder, setBack))
    return { status: 'saved' }
  }

  /** Did one of the earlier sayings of this update arrive, in this epoch or an ended one? */
  async #hasArrived(tx: Tx, arrival: Arrival, copy: Copy): Promise<boolean> {
    const { organizationId, document, userId, before = [] } = arrival
    for (const { client, clock } of before) {
      if (copy.owners.get(client) === userId && Y.getState(copy.doc.store, client) >= clock) return true
      const ended = await tx
        .selectFrom('ended_clients')
        .select('clock')
        .where('organization_id', '=', organizationId)
        .where('document', '=', document)
        .where('client_id', '=', client)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      if (ended && ended.clock >= clock) return true
    }
    return false
  }

  async #portfolios(
    tx: Tx,
    organizationId: string,
    doc: Y.Doc,
    checked: Checked,
  ): Promise<Map<string, Portfolio>> {
    const known = new Map<string, Portfolio>()
    for (const id of portfoliosToKnow(doc, checked)) {
      const portfolio = await this.#parts.facts.portfolio(tx, organizationId, id)
      if (portfolio) known.set(id, portfolio)
    }
    return known
  }

  /** Notices lie in a table and in the actor's own document, until they are confirmed (SYNC-3). */
  async #tell(
    tx: Tx,
    organizationId: string,
    userId: string,
    folder: Folder,
    setBack: SetBack[],
  ): Promise<Published> {
    const notices = noticesOf(setBack, userId, folder, this.#parts.clock().toISOString())
    const rows = notices.map((notice) => ({
      organization_id: organizationId,
      id: notice.id,
      user_id: userId,
      data: JSON.stringify(notice),
    }))
    await tx.insertInto('notices').values(rows).execute()
    const document = meOf(userId)
    const entries = notices.map((notice) => ({ document, key: `notice/${notice.id}`, value: notice }))
    return this.#parts.directory.write(tx, organizationId, entries)
  }
}

function partition<T>(all: T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

/** Of one document, as it is stored: ten times what a full shard has. */
const MOST_BYTES = 256 * 1024 * 1024
/** Of one user in one epoch of a document. Each time it is opened to be edited there is another one. */
const MOST_CLIENTS = 4_096

function beyondBudget(copy: Copy, userId: string, { newClients }: Checked, bytes: number): string | null {
  if (copy.snapshotBytes + copy.logged.bytes + bytes > MOST_BYTES) return 'document-full'
  if (newClients.length === 0) return null
  const own = [...copy.owners.values()].filter((owner) => owner === userId)
  return own.length + newClients.length > MOST_CLIENTS ? 'too-many-clients' : null
}

/** Keeps an update that proved the guard wrong, for whoever mends it. */
async function quarantine(tx: Tx, arrival: Arrival, problem: unknown, at: string): Promise<void> {
  const { organizationId, document, userId, update } = arrival
  await tx
    .insertInto('quarantined_updates')
    .values({
      organization_id: organizationId,
      id: randomUUID(),
      document,
      user_id: userId,
      at,
      problem: String(problem),
      data: update,
    })
    .execute()
}

async function own(
  tx: Tx,
  organizationId: string,
  document: string,
  copy: Copy,
  clients: number[],
  userId: string,
): Promise<void> {
  if (clients.length === 0) return
  for (const client of clients) copy.owners.set(client, userId)
  const row = { organization_id: organizationId, document, user_id: userId }
  await tx
    .insertInto('client_owners')
    .values(clients.map((client) => ({ ...row, client_id: client })))
    .execute()
}
