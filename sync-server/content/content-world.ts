import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { meOf, ROWS_MAP, shardOf } from '../../shared/domain/documents/document-name.ts'
import { wholeRow } from '../../shared/domain/documents/stored-row.ts'
import { homePortfolio, type Portfolio } from '../../shared/domain/model/portfolio.ts'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import { putRow } from '../store/rows/rows.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import type { Outcome, Store, Tx } from '../store/store.ts'
import type { ContentChange } from './stored/change-content.ts'
import type { Listener } from './stored/document-log.ts'
import { Documents } from './documents.ts'
import { FOLDER, HOMES, type Name, NOW, standing, USERS, WORKSPACE } from './guard/guard-world.ts'

export const ORG = 'org_orbis00000000000'
export const SHARD = shardOf(FOLDER.id, 0)

/** Listens to what changes, for tests that expect nothing else. */
export const hearing = (changed: Listener['changed']): Listener => ({
  changed,
  replaced: () => undefined,
})

/** A store whose commits wait, or fail, while the test wants it. */
export class HeldStore implements Store {
  readonly #inner: Store
  #gate: { open: Promise<void>; reached: () => void } | null = null

  constructor(inner: Store) {
    this.#inner = inner
  }

  get read() {
    return this.#inner.read
  }

  write<T>(work: (tx: Tx, outcome: Outcome) => Promise<T>): Promise<T> {
    const gate = this.#gate
    return this.#inner.write(async (tx, outcome) => {
      const result = await work(tx, outcome)
      gate?.reached()
      await gate?.open
      return result
    })
  }

  /**
   * Holds the commits of all that is asked for from now on, until one of what it returns is called; `held` resolves when
   * the first waits there.
   */
  hold(): { held: Promise<void>; release(): void; fail(): void } {
    const open = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    open.promise.catch(() => undefined)
    this.#gate = { open: open.promise, reached: held.resolve }
    const end = (how: () => void) => () => {
      this.#gate = null
      how()
    }
    return {
      held: held.promise,
      release: end(open.resolve),
      fail: end(() => open.reject(new Error('the disk is full'))),
    }
  }

  scrub(): Promise<void> {
    return this.#inner.scrub()
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}

/** The people and the folder of the guard's tests, in a real database. */
export class ContentWorld {
  readonly folder: string
  store!: HeldStore
  documents!: Documents
  now = new Date(NOW)
  readonly faults: unknown[] = []
  readonly #copiedAtOnce: number | undefined

  /** `copiedAtOnce`: records in a slice of an own copy. */
  static async open(options: { copiedAtOnce?: number } = {}): Promise<ContentWorld> {
    const folder = mkdtempSync(path.join(tmpdir(), 'handover-content-'))
    const world = new ContentWorld(folder, options.copiedAtOnce)
    await world.start()
    await world.store.write((tx) => world.#found(tx))
    return world
  }

  constructor(folder: string, copiedAtOnce?: number) {
    this.folder = folder
    this.#copiedAtOnce = copiedAtOnce
  }

  /** Opens the same data, as after a restart. */
  async start(): Promise<void> {
    this.store = new HeldStore(await openSqliteStore(this.folder))
    this.documents = new Documents(this.store, {
      clock: () => this.now,
      onFault: (problem) => this.faults.push(problem),
      ...(this.#copiedAtOnce !== undefined && { copiedAtOnce: this.#copiedAtOnce }),
    })
  }

  async restart(): Promise<void> {
    await this.documents.stop()
    await this.store.close()
    await this.start()
  }

  async close(): Promise<void> {
    await this.documents.stop()
    await this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #found(tx: Tx): Promise<void> {
    await putRow(tx, ORG, 'organization', {
      id: ORG,
      name: 'Orbis',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      ownerUserId: USERS.olga,
      ownersAddSeats: true,
      seatPrice: 1800,
      address: '',
      seatLimit: null,
      deletion: null,
      billingName: '',
      billingEmail: '',
      createdAt: NOW,
    })
    for (const name of ['olga', 'anna', 'ben', 'rita'] as const)
      await putRow(tx, ORG, 'user', standing(name, null).user)
    await putRow(tx, ORG, 'workspace', { id: WORKSPACE, name: 'Sales', createdAt: NOW, archivedAt: null })
    await this.#join(tx, 'olga', 'owner')
    await this.#join(tx, 'anna', 'agent')
    await this.#join(tx, 'ben', 'agent')
    await putRow(tx, ORG, 'folder', FOLDER)
    for (const name of ['olga', 'anna', 'ben'] as const)
      await putRow(tx, ORG, 'portfolio', homePortfolio(HOMES[name], WORKSPACE, USERS[name], NOW))
  }

  async #join(tx: Tx, name: Name, level: 'owner' | 'agent'): Promise<void> {
    await putRow(tx, ORG, 'membership', {
      userId: USERS[name],
      workspaceId: WORKSPACE,
      level,
      restrictions: [],
    })
  }

  /** Puts somebody out of the workspace, as a command would. */
  async putOut(name: Name): Promise<void> {
    await this.store.write(async (tx, outcome) => {
      await tx.deleteFrom('memberships').where('user_id', '=', USERS[name]).execute()
      const document = meOf(USERS[name])
      const key = `membership/${WORKSPACE}/${USERS[name]}`
      const published = await this.documents.writeDirectory(tx, ORG, [{ document, key, value: undefined }])
      outcome.onCommit(published.publish)
    })
  }

  /** Narrows somebody's level, as a command would. Their copies are written when it resolves. */
  async restrict(name: Name, restrictions: Restriction[]): Promise<void> {
    await this.beginToRestrict(name, restrictions)
    await this.documents.writeOwnCopies()
  }

  /** The same; their copies are not whole when it resolves. */
  async beginToRestrict(name: Name, restrictions: Restriction[]): Promise<void> {
    await this.store.write(async (tx, outcome) => {
      const [row] = standing(name, 'agent', { restrictions }).memberships
      if (row) await putRow(tx, ORG, 'membership', row)
      this.documents.forget(ORG)
      const published = await this.documents.renewOwnCopies(tx, ORG, USERS[name], {
        what: 'rights',
        workspaceId: WORKSPACE,
      })
      outcome.onCommit(published.publish)
    })
  }

  async hold(portfolio: Portfolio): Promise<void> {
    await this.store.write((tx) => putRow(tx, ORG, 'portfolio', portfolio))
    this.documents.forget(ORG)
  }

  /** A device's whole copy of a document as the server has it on disk and in memory. */
  async copy(document = SHARD, client?: number): Promise<Y.Doc> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await this.documents.missingFrom(ORG, document, Y.encodeStateVector(doc))).missing)
    if (client !== undefined) doc.clientID = client
    return doc
  }

  async rows(document: string): Promise<Record<string, unknown>> {
    const stored = Object.entries((await this.copy(document)).getMap(ROWS_MAP).toJSON())
    return Object.fromEntries(stored.map(([key, row]) => [key, wholeRow(document, key, row)]))
  }

  /** Begins the document's next epoch. */
  async renew(change?: ContentChange, document = SHARD): Promise<void> {
    await this.store.write(async (tx, outcome) => {
      const published = await this.documents.renewContent(tx, ORG, document, change)
      if (!published) throw new Error('no such document')
      outcome.onCommit(published.publish)
      outcome.onRollback(published.discard)
    })
  }

  /** What a device of somebody has to send beyond the server's state. */
  async send(name: Name, device: Y.Doc, document = SHARD, from: unknown = null) {
    const update = Y.encodeStateAsUpdate(device, await this.documents.stateVector(ORG, document))
    return this.documents.receive({ organizationId: ORG, userId: USERS[name], document, update, from })
  }

  counts(...portfolios: string[]) {
    return this.documents.itemCounts(this.store.read, ORG, portfolios)
  }
}
