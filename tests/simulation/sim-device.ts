import * as Y from 'yjs'
import type { FieldValue, RecordNow } from '../../shared/domain/model/record.ts'
import type { EditRow, PageRow, UpdateRow } from '../../shared/replica/database.ts'
import { openReplica } from '../../shared/replica/open-replica.ts'
import { isNoRoom } from '../../shared/replica/writes.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Company, Person } from './company.ts'
import type { Link, Spy } from './sim-network.ts'
import { type Databases, fullDisks, locks } from './virtual-browser.ts'
import { newNode, type Node, type World } from './virtual-time.ts'

/** As `record-pages.ts` writes it. */
type StoredRecord = [string, string, string, string | null, 0 | 1, number, Record<string, FieldValue>]

/** Small, so that folders of a few records have several shards. */
export const RECORDS_PER_SHARD = 8

/** A record as lists show it. */
export type Listed = RecordNow & { folderId: string; shard: number }

export interface Tab {
  node: Node
  replica: Replica | null
  network: () => void
  /** Of the program it was opened with. */
  version: number
}

/** One browser of one person: a disk, a network, and tabs that run the real replica. */
export class SimDevice {
  name: string
  /** A locked page of it asks what has become of the access. */
  isLooking = false
  /** The access is over, and the copy stays all the same: blocked, or something in it waits for the next sign-in. */
  isKept = false
  /** How the access was when a page last asked. */
  lookedAt = ''
  readonly person: Person
  readonly disk: Node
  readonly link: Link
  readonly tabs: Tab[] = []
  readonly #world: World
  readonly #company: Company
  readonly #databases: Databases
  readonly #spyOn: () => Spy
  #opened = 0

  constructor(
    name: string,
    person: Person,
    parts: {
      world: World
      company: Company
      databases: Databases
      link: Link
      spyOn: (device: SimDevice) => Spy
    },
  ) {
    this.name = name
    this.person = person
    this.disk = newNode(`${name}'s disk`)
    this.link = parts.link
    this.#world = parts.world
    this.#company = parts.company
    this.#databases = parts.databases
    this.#spyOn = () => parts.spyOn(this)
  }

  get databaseName(): string {
    return this.name
  }

  rows<T>(table: string): T[] {
    return this.#databases.rows<T>(this.databaseName, table)
  }
  row<T>(table: string, key: unknown): T | undefined {
    return this.#databases.row<T>(this.databaseName, table, key)
  }

  /** Numbers of the edits that a piece of a document is made of; its own is that of the last. */
  editsIn(document: string, piece: Uint8Array, row: number): number[] {
    const { from, to } = Y.parseUpdateMeta(piece)
    return this.rows<EditRow>('edits')
      .filter((edit) => edit.document === document && edit.seq <= row)
      .map(({ seq }) => seq)
      .filter((seq) => {
        const update = this.row<UpdateRow>('updates', seq)?.update
        if (!update) return false
        const own = Y.parseUpdateMeta(update)
        return [...own.to].every(
          ([client, end]) =>
            (from.get(client) ?? Infinity) <= (own.from.get(client) ?? 0) && end <= (to.get(client) ?? 0),
        )
      })
  }

  /** What its lists show of a folder. */
  records(folder: string): Listed[] {
    return this.rows<PageRow>('pages')
      .filter(({ folderId }) => folderId === folder)
      .flatMap(({ shard, records }) =>
        Object.entries(JSON.parse(records) as Record<string, StoredRecord>).map(
          ([id, [title, portfolio, createdAt, deleted, , , values]]) => ({
            ...{ id, title, portfolio, createdAt, deleted, values },
            ...{ folderId: folder, shard },
          }),
        ),
      )
  }

  /** All that lies on its disk: the table, and each row. */
  get everything(): { table: string; row: unknown }[] {
    return this.#databases.everything(this.databaseName)
  }

  /** Its copy was deleted. What it does from then on is another device's: numbers begin anew. */
  wiped(): void {
    this.name += '+'
  }

  /** It has been here before, and has everything. */
  adoptCopy(): void {
    const copy = this.#company.copies.get(this.person.name)
    if (copy) this.#databases.adopt(this.databaseName, copy)
  }

  openTab(): Tab {
    this.isKept = false
    const node = newNode(`${this.name} tab ${this.#opened++}`, this.disk)
    const tab: Tab = { node, replica: null, network: () => undefined, version: this.link.version }
    this.tabs.push(tab)
    const { organizationId } = this.#company
    this.#world.schedule(
      0,
      () =>
        void openReplica({
          serverUrl: 'https://sim.test',
          organizationId,
          userId: this.person.userId!,
          accountId: this.person.accountId,
          credentials: { kind: 'token', token: this.person.token },
          databaseName: this.databaseName,
          recordsPerShard: RECORDS_PER_SHARD,
          transport: {
            fetch: this.link.fetchFor(node),
            createWebSocket: this.link.socketFor(node, this.#spyOn),
            watchNetwork: (retry) => {
              tab.network = retry
              return () => undefined
            },
          },
        }).then(
          (replica) => (tab.replica = replica),
          (problem: unknown) => {
            // Without room nothing can be opened: the person closes it and tries again another time.
            if (!isNoRoom(problem)) throw problem
            this.crash(tab)
          },
        ),
      node,
    )
    return tab
  }

  /** The page is closed as a browser does it: it may finish what it does. */
  closeTab(tab: Tab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1)
    this.#world.schedule(0, () => void tab.replica?.close(), tab.node)
    if (!tab.replica) this.crash(tab)
  }

  /** The page is gone without a word. */
  crash(tab: Tab): void {
    const at = this.tabs.indexOf(tab)
    if (at >= 0) this.tabs.splice(at, 1)
    tab.node.dead = true
    this.#world.schedule(
      0,
      () => {
        this.#databases.abandon(this.databaseName, tab.node)
        locks.abandon(this.databaseName, tab.node)
      },
      this.disk,
    )
    this.link.tabDied(tab.node)
  }

  crashAll(): void {
    for (const tab of [...this.tabs]) this.crash(tab)
  }

  /** The network is back and the browser says so. */
  tellOnline(): void {
    for (const tab of this.tabs)
      this.#world.schedule(this.#world.random.next() * 200, () => tab.network(), tab.node)
  }

  get isFull(): boolean {
    return fullDisks.has(this.disk)
  }
  /** The browser has no more room for this site, or has again. */
  set isFull(isFull: boolean) {
    fullDisks[isFull ? 'add' : 'delete'](this.disk)
  }

  /** A tab that can be used now, with the program that the server runs. */
  current(): (Tab & { replica: Replica }) | null {
    const ready = this.tabs.filter((tab): tab is Tab & { replica: Replica } => tab.replica !== null)
    return ready.find(({ version }) => version === this.link.version) ?? null
  }

  /** Has every tab of it another version than the server? */
  get isOutdated(): boolean {
    return this.tabs.length > 0 && this.tabs.every(({ version }) => version !== this.link.version)
  }

  /** A tab that can be used now. */
  usable(nth: number): (Tab & { replica: Replica }) | null {
    const ready = this.tabs.filter((tab): tab is Tab & { replica: Replica } => tab.replica !== null)
    return ready[nth % Math.max(1, ready.length)] ?? null
  }
}
