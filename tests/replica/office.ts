import 'fake-indexeddb/auto'
import { effect, type ReadonlySignal } from '@preact/signals'
import { sql } from 'kysely'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import { makeId } from '../../shared/domain/model/id.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { openReplica } from '../../shared/replica/open-replica.ts'
import { createSession } from '../../shared/replica/session.ts'
import { type Config, readConfig } from '../../sync-server/config.ts'
import { VeilKey } from '../../sync-server/content/own-copies/veil.ts'
import { type Running, serve } from '../../sync-server/serve.ts'
import { Sockets } from '../../sync-server/socket/sockets.ts'
import { TestClient } from '../../sync-server/testing/test-client.ts'

/** Resolves when `isSo` holds for the signal's value. */
export function until<T>(signal: ReadonlySignal<T>, isSo: (value: T) => boolean): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const stop = effect(() => {
    const { value } = signal
    if (isSo(value)) resolve(value)
  })
  return promise.finally(stop)
}

/** Somebody signed in, and the ids that open their copy. */
export interface Person {
  token: string
  accountId: string
  userId: string
}

/** The network of one device: can be cut and mended. */
export class Network {
  /** Sockets that were opened over it. */
  opened = 0
  #cut = false
  #retry: () => void = () => undefined
  /** While set, nothing the server says reaches the device. */
  deaf = false
  readonly #sockets = new Set<WebSocket>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  cut(): void {
    this.#cut = true
    for (const socket of this.#sockets) socket.close()
    this.#sockets.clear()
  }
  mend(): void {
    this.#cut = false
    this.#retry()
  }

  readonly watchNetwork = (retry: () => void) => {
    this.#retry = retry
    return () => undefined
  }

  readonly fetch: typeof globalThis.fetch = (input, init) =>
    this.#cut ? Promise.reject(new TypeError('no network')) : globalThis.fetch(input, init)

  readonly createWebSocket = (url: string, protocols: string[]): WebSocket => {
    // Node's own WebSocket takes headers, which a browser sets itself.
    const options = { protocols, headers: { origin: this.#origin } } as unknown as string[]
    const socket = new WebSocket(this.#cut ? 'ws://127.0.0.1:9' : url, options)
    this.#sockets.add(socket)
    this.opened++
    // Asked before the connection listens itself.
    socket.addEventListener('message', (event) => this.deaf && event.stopImmediatePropagation())
    return socket
  }
}

/** A running server with one organization in it, founded by Anna; replicas are devices of its people. */
export class Office {
  readonly organizationId = newId('organization')
  readonly workspaceId = newId('workspace')
  readonly tasksFolderId = newId('folder')
  anna!: Person
  #running!: Running
  #config!: Config
  #folder = mkdtempSync(path.join(tmpdir(), 'handover-office-'))
  readonly #replicas = new Set<Replica>()

  static async open(): Promise<Office> {
    const office = new Office()
    await office.start()
    office.anna = await office.#signIn('anna@example.com')
    const session = office.session(office.anna)
    const founded = await session.found({
      commandId: newId('command'),
      organizationId: office.organizationId,
      userId: office.anna.userId,
      userName: 'Anna',
      name: 'Acme',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      workspaceId: office.workspaceId,
      workspaceName: 'Sales',
      tasksFolderId: office.tasksFolderId,
      portfolioId: newId('portfolio'),
    })
    if (founded.status !== 'ok') throw new Error(`not founded: ${JSON.stringify(founded)}`)
    return office
  }

  /** Starts the server, again over the same data after `stop`. */
  async start(): Promise<void> {
    const port = this.#running ? Number(new URL(this.#running.url).port) : 0
    const config = readConfig({ DATA_DIR: this.#folder, RATE_LIMITS: 'off', LOG_LEVEL: 'error' })
    if ('problems' in config) throw new Error(config.problems.join(' '))
    this.#config = config
    this.#running = await serve(
      { ...config, port },
      {
        logger: pino({ level: config.logLevel }),
        openSockets: (needs) => new Sockets(needs),
      },
    )
  }
  stop(): Promise<void> {
    return this.#running.close()
  }

  /** Puts a backup of the stopped server's database back, or makes one. */
  backup(): void {
    copyFileSync(path.join(this.#folder, 'handover.sqlite'), path.join(this.#folder, 'backup'))
  }
  restore(): void {
    copyFileSync(path.join(this.#folder, 'backup'), path.join(this.#folder, 'handover.sqlite'))
  }

  /** Begins the next epoch of a folder's document. */
  async renew(folderId: string): Promise<void> {
    const { store, documents } = this.#running
    await store.write(async (tx, outcome) => {
      const published = await documents.renewContent(tx, this.organizationId, shardOf(folderId, 0))
      if (!published) throw new Error('no such document')
      outcome.onCommit(published.publish)
    })
  }

  /** All that lies in bins has lain there for 30 days, and they are emptied. */
  async emptyBins(): Promise<void> {
    await this.store.write((tx) =>
      tx.updateTable('binned_records').set({ binned_at: '2026-01-01T00:00:00.000Z' }).execute(),
    )
    await this.#running.binsEmptied()
  }

  /** The server's database. */
  get store() {
    return this.#running.store
  }

  /** Between ids of records and those under which who reads a copy of their own knows them. */
  async veil(): Promise<VeilKey> {
    // Made when it is first needed.
    const { documents } = this.#running
    await this.store.write((tx) =>
      documents.liftVeil(tx, this.organizationId, null, {
        ...{ folderId: this.tasksFolderId, recordId: newId('record') },
      }),
    )
    const { key } = await this.store.read.selectFrom('veil_keys').select('key').executeTakeFirstOrThrow()
    return new VeilKey(Buffer.from(key, 'base64url'))
  }

  session(person: Person) {
    return createSession(this.#running.url, { kind: 'token', token: person.token })
  }

  /** For a client that is not ours: where the sockets are, and from where one may come. */
  socketAddress(): { url: string; origin: string } {
    return { url: `${this.#running.url.replace(/^http/, 'ws')}/sync`, origin: this.#config.extensionOrigin }
  }

  network(): Network {
    return new Network(this.#config.extensionOrigin)
  }

  /** A page of a device of this person. Pages with the same `device` share one copy. */
  async open(
    person: Person,
    {
      device = makeId('device', crypto.getRandomValues(new Uint8Array(16))),
      network = this.network(),
      mode = 'app' as 'app' | 'panel',
      onlyIfThere = false,
      recordsPerShard = undefined as number | undefined,
    } = {},
  ): Promise<Replica> {
    const replica = await openReplica({
      serverUrl: this.#running.url,
      organizationId: this.organizationId,
      userId: person.userId,
      accountId: person.accountId,
      credentials: { kind: 'token', token: person.token },
      databaseName: device,
      transport: network,
      mode,
      onlyIfThere,
      ...(recordsPerShard !== undefined && { recordsPerShard }),
    })
    this.#replicas.add(replica)
    return replica
  }

  /** Invites somebody into the workspace, and lets them accept. */
  async join(admin: Replica, name: string, level: 'owner' | 'manager' | 'agent'): Promise<Person> {
    const email = `${name.toLowerCase()}@example.com`
    const person = await this.#signIn(email)
    const invitationId = newId('invitation')
    const place = { workspaceId: this.workspaceId, level, restrictions: [], portfolioId: newId('portfolio') }
    const { commandId } = await admin.dispatch('user.invite', {
      userId: person.userId,
      invitationId,
      email,
      name,
      role: 'member',
      workspaces: [place],
    })
    const answer = await admin.outcome(commandId)
    if (answer.status !== 'accepted') throw new Error(`not invited: ${JSON.stringify(answer)}`)
    const accepted = await this.session(person).accept({ id: invitationId, commandId: newId('command') })
    if (accepted.status !== 'ok') throw new Error(`not accepted: ${JSON.stringify(accepted)}`)
    return person
  }

  /** A folder of deals with a stage and an amount. */
  async folder(admin: Replica): Promise<string> {
    const folderId = newId('folder')
    const { commandId } = await admin.dispatch('folder.create', dealsFolder(folderId, this.workspaceId))
    const answer = await admin.outcome(commandId)
    if (answer.status !== 'accepted') throw new Error(`no folder: ${JSON.stringify(answer)}`)
    return folderId
  }

  async close(): Promise<void> {
    await Promise.all([...this.#replicas].map((replica) => replica.close()))
    await this.#running.close()
    rmSync(this.#folder, { recursive: true })
  }

  async #signIn(email: string): Promise<Person> {
    const client = new TestClient(this.#running.url, this.#config, 'extension')
    const accountId = await client.signIn(email, (to) => this.#codeFor(to))
    return { token: client.token ?? '', accountId, userId: newId('user') }
  }

  async #codeFor(email: string): Promise<string> {
    await this.#running.jobsDone()
    const mail = await this.#running.store.read
      .selectFrom('mails')
      .select('subject')
      .where('address', '=', email)
      .orderBy(sql`rowid`, 'desc')
      .executeTakeFirst()
    return /^\d{8}/.exec(mail?.subject ?? '')?.[0] ?? ''
  }
}

/** What most of these tests begin with: Anna's device, and a folder that she made. */
export async function openWithFolder(): Promise<{ office: Office; anna: Replica; folderId: string }> {
  const office = await Office.open()
  const anna = await office.open(office.anna)
  await until(anna.ready, (ready) => ready)
  return { office, anna, folderId: await office.folder(anna) }
}

export const dealsFolder = (folderId: string, workspaceId: string) => ({
  folderId,
  workspaceId,
  name: 'Deals',
  fields: [
    { id: 'stage', name: 'Stage', type: 'choice', choices: ['new', 'won', 'lost'] },
    { id: 'amount', name: 'Amount', type: 'money' },
    { id: 'note', name: 'Note', type: 'text' },
  ],
  stage: { fieldId: 'stage', won: ['won'], lost: ['lost'] },
})
