// Long because it is the whole server of a run: how it starts and dies, its disk's moods, and every route.
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import path from 'node:path'
import { acceptInvitation } from '../../shared/domain/commands/invitation-accept.ts'
import type { Command } from '../../shared/domain/decide/command.ts'
import { can } from '../../shared/domain/policy/can.ts'
import { decideQuarantineRequest, giveRequest } from '../../shared/protocol/quarantine.ts'
import {
  acceptRequest,
  commandsRequest,
  confirmNoticesRequest,
  ticketRequest,
  type CommandAnswer,
} from '../../shared/protocol/http.ts'
import { accountActor, accountOf } from '../../sync-server/auth/accounts.ts'
import { findInvitation } from '../../sync-server/auth/invitations.ts'
import { sessionOf } from '../../sync-server/auth/sessions.ts'
import { issueTicket, takeTicket } from '../../sync-server/auth/tickets.ts'
import { type Clock, systemClock as clock } from '../../sync-server/clock.ts'
import type { Arrival, ArrivalResult } from '../../sync-server/content/arrivals/arrivals.ts'
import { confirmNotices } from '../../sync-server/content/arrivals/confirm-notices.ts'
import { Documents } from '../../sync-server/content/documents.ts'
import { emptyBins } from '../../sync-server/content/bin/empty-bins.ts'
import { decideBatch } from '../../sync-server/decide/decide-batch.ts'
import { decideCommand } from '../../sync-server/decide/decide-command.ts'
import { noteActivity } from '../../sync-server/decide/note-activity.ts'
import type { Deciding } from '../../sync-server/decide/ports.ts'
import { decideQuarantine } from '../../sync-server/quarantine/decide.ts'
import { refusalToGive } from '../../sync-server/quarantine/former-seat.ts'
import { give } from '../../sync-server/quarantine/give.ts'
import { Sockets } from '../../sync-server/socket/sockets.ts'
import { standingOf } from '../../sync-server/store/directory-reads.ts'
import { Lineage } from '../../sync-server/store/lineage.ts'
import { openNodeSqlite } from '../../sync-server/store/node-sqlite.ts'
import { storeOver } from '../../sync-server/store/sqlite-store.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { newNode, type Node, type World } from './virtual-time.ts'

/** What a run wants to hear of the server. */
export interface Watch {
  /** In the order in which they will be decided; `result` rejects when it is not known whether it is on the disk. */
  arrival(arrival: Arrival, result: Promise<ArrivalResult>): void
  /** Answers, before anybody hears them. */
  answered(actorId: string, answers: CommandAnswer[]): void
  /** Commands, before the first is decided. */
  deciding(commands: readonly Pick<Command, 'type' | 'args'>[]): void
  /** Records that are about to be deleted for good. */
  purging(recordIds: string[]): void
  /** A content document begins its next epoch, on the disk. */
  renewed(document: string): void
  problem(text: string): void
}

/** As `http/routes/me.ts` says where an account belongs. */
async function me(store: Store, accountId: string): Promise<unknown> {
  const seats = await store.read
    .selectFrom('users')
    .select(['organization_id as organizationId', 'user_id as userId', 'state'])
    .where('account_id', '=', accountId)
    .where('state', 'in', ['active', 'blocked', 'deactivated'])
    .execute()
  return { account: { id: accountId }, organizations: seats }
}

export interface HttpAnswer {
  status: number
  body: unknown
}

const refusal = (status: number, code: string): HttpAnswer => ({
  status,
  body: { status: 'refused', code, message: code },
})

/** Of the tables that `invariants.ts` reads whole. */
const TOUCHES_DIRECTORY =
  /^\s*(insert|update|delete|replace)\b[^(]*"?(organizations|users|workspaces|memberships|folders|portfolios|invitations|handovers|commands)\b/i

/** The server, from the routes down to the file: what is simulated is HTTP itself, the socket, the clock and the disk's moods. */
export class SimServer {
  node: Node = newNode('server')
  skew = 0
  readonly #world: World
  readonly #file: string
  readonly #watch: Watch
  #parts: { store: Store; documents: Documents; sockets: Sockets; deciding: Deciding } | null = null
  #connections: SqliteDatabase[] = []
  /** Statements until the process dies in the middle of one; null: it lives. */
  #dieIn: number | null = null
  isDiskFull = false
  /** Of the program it runs, and serves to tabs that open. */
  version = 1
  /** Another number after each commit that may have changed what `Confirmed` reads. */
  directoryVersion = 0
  #touched = false
  /** Told when it died by itself. */
  onDeath: () => void = () => undefined

  constructor(world: World, file: string, watch: Watch) {
    this.#world = world
    this.#file = file
    this.#watch = watch
  }

  /** Nobody has started it since it was killed. */
  isOff = true

  /** It can answer: shortly after it was started. */
  get isUp(): boolean {
    return this.#parts !== null && !this.node.dead
  }

  /** Starts over the same file. Call it as an event of nobody. */
  start(): void {
    this.node = newNode('server')
    this.node.skew = this.skew
    this.isOff = false
    // Another file may have been put in the place of the one before.
    this.directoryVersion++
    const node = this.node
    this.#dieIn = null
    this.isDiskFull = false
    this.#world.schedule(0, () => void this.#open(), node)
  }

  async #open(): Promise<void> {
    const writer = openNodeSqlite(this.#file, 'write')
    writer.prepare('PRAGMA synchronous = OFF').run([])
    const reader = openNodeSqlite(this.#file, 'read')
    this.#connections = [reader, writer]
    const node = this.node
    const store = storeOver(this.#moody(writer, node), reader)
    const lineage = await Lineage.open(store, path.dirname(this.#file)).catch((problem: unknown) => {
      // It died while it started.
      if (!node.dead) throw problem
    })
    if (!lineage || node.dead) return
    const documents = new Documents(store, {
      lineage: lineage.id,
      clock: () => clock.now(),
      onFault: (problem) => this.#watch.problem(`the guard predicted wrongly: ${String(problem)}`),
    })
    const receive = documents.receive.bind(documents)
    documents.receive = (arrival) => {
      const result = receive(arrival)
      this.#watch.arrival(arrival, result)
      return result
    }
    const sockets = new Sockets({
      documents,
      origins: [],
      takeTicket: (ticket) => takeTicket({ store, clock }, ticket),
      standingOf: (organizationId, userId) => standingOf(store.read, organizationId, userId),
      onActivity: (organizationId, userId) =>
        void noteActivity(deciding, organizationId, userId).catch(() => undefined),
      clock: () => clock.now(),
    })
    const deciding: Deciding = {
      store,
      documents,
      sockets,
      clock,
      mailLimits: null,
      wakeJobs: () => undefined,
    }
    void documents.writeOwnCopies()
    this.#parts = { store, documents, sockets, deciding }
  }

  /** The process is gone at once, in the middle of whatever it did. */
  kill(): void {
    this.node.dead = true
    this.isOff = true
    this.#parts = null
    for (const connection of this.#connections.splice(0)) {
      try {
        connection.prepare('rollback').run([])
      } catch {
        // There was no transaction.
      }
      connection.close()
    }
  }

  /** Dies in the middle of the n-th statement from now on. */
  dieInStatement(n: number): void {
    this.#dieIn = n
  }

  socket(ticket: string): Promise<Parameters<Sockets['connect']>[1] | null> {
    const { store } = this.#parts!
    return takeTicket({ store, clock }, ticket)
  }

  connect(...given: Parameters<Sockets['connect']>): void {
    this.#parts?.sockets.connect(...given)
  }

  /** As compaction does it: the document goes on without its past. */
  async renew(organizationId: string, document: string): Promise<void> {
    const parts = this.#parts
    await parts?.store.write(async (tx, outcome) => {
      const published = await parts.documents.renewContent(tx, organizationId, document)
      if (!published) return
      outcome.onCommit(() => {
        this.#watch.renewed(document)
        published.publish()
      })
      outcome.onRollback(published.discard)
    })
  }

  /** One request as the routes answer it; rejects when the server can't. */
  async post(token: string, route: string, body: unknown): Promise<HttpAnswer> {
    const parts = this.#parts
    if (!parts) throw new Error('no server')
    const { store, deciding, documents } = parts
    if (route === '/api/health') return { status: 200, body: {} }
    const session = await sessionOf({ store, clock }, token)
    if (!session) return refusal(401, 'not-signed-in')
    if (route === '/api/invitations/accept') return this.#accept(deciding, session.accountId, body)
    if (route === '/api/me') return { status: 200, body: await me(store, session.accountId) }
    if (route === '/api/quarantine/give') return this.#give(deciding, session, body)
    const { organizationId } = body as { organizationId: string }
    const row = await store.read
      .selectFrom('users')
      .select('user_id')
      .where('account_id', '=', session.accountId)
      .where('organization_id', '=', organizationId)
      .executeTakeFirst()
    const standing = row && (await standingOf(store.read, organizationId, row.user_id))
    if (!standing) return refusal(403, 'not-in-organization')
    const userId = standing.user.id
    if (route === '/api/commands') {
      const request = commandsRequest.safeParse(body)
      if (!request.success) return refusal(400, 'bad-request')
      this.#watch.deciding(request.data.commands)
      const answers = await decideBatch(deciding, organizationId, userId, request.data.commands)
      this.#watch.answered(userId, answers)
      return { status: 200, body: { answers } }
    }
    if (standing.user.state !== 'active') return refusal(403, 'not-active')
    if (route === '/api/tickets') {
      ticketRequest.parse(body)
      const ticket = await issueTicket({ store, clock }, { organizationId, userId, sessionId: session.id })
      return { status: 200, body: { ticket } }
    }
    if (route === '/api/notices/confirm') {
      const { ids } = confirmNoticesRequest.parse(body)
      await confirmNotices({ store, documents }, organizationId, userId, ids)
      return { status: 200, body: {} }
    }
    if (route === '/api/quarantine/decide') {
      if (can(standing, 'decide about unsent changes')) return refusal(403, 'not-allowed')
      const { ids, decision } = decideQuarantineRequest.parse(body)
      const rows = await store.read
        .selectFrom('quarantine')
        .select('command')
        .where('id', 'in', ids)
        .execute()
      if (decision === 'accept')
        this.#watch.deciding(rows.map(({ command }) => JSON.parse(command) as Pick<Command, 'type' | 'args'>))
      const answer = await decideQuarantine(deciding, organizationId, userId, ids, decision)
      return { status: 200, body: answer }
    }
    return refusal(404, 'no-route')
  }

  async #give(deciding: Deciding, session: { accountId: string }, body: unknown): Promise<HttpAnswer> {
    const { organizationId, userId, changes } = giveRequest.parse(body)
    const closed = await refusalToGive(deciding.store.read, organizationId, userId, session.accountId)
    if (closed) return refusal(403, closed.code)
    const refused = await give(deciding, { organizationId, userId, device: 'a device' }, changes)
    return refused ? refusal(413, refused.code) : { status: 200, body: {} }
  }

  /** As 30 days later: what lies in the bin is deleted for good. */
  async emptyBins(): Promise<void> {
    const parts = this.#parts
    const binned = await parts?.store.read.selectFrom('binned_records').select('record_id').execute()
    this.#watch.purging((binned ?? []).map((row) => row.record_id))
    const later: Clock = { ...clock, now: () => new Date(clock.now().getTime() + 31 * 86_400_000) }
    if (parts) await emptyBins(parts.store, parts.documents, later)
  }

  /** What was erased is gone from the file, too: the job that each erasing asks for. */
  async scrub(): Promise<void> {
    await this.#parts?.store.scrub()
  }

  async #accept(deciding: Deciding, accountId: string, body: unknown): Promise<HttpAnswer> {
    const { id: invitationId, commandId } = acceptRequest.parse(body)
    const account = await accountOf(deciding.store.read, accountId)
    const found = await findInvitation(deciding.store.read, invitationId)
    if (!account || !found) return refusal(404, 'no-invitation')
    const answer = await decideCommand(
      deciding,
      found.organizationId,
      { actorId: accountId, userId: null },
      { id: commandId, type: 'invitation.accept', args: { invitationId } },
      {
        decide: (_command, now) => acceptInvitation({ invitationId }, accountActor(account), now),
        words: () => 'Accept',
      },
    )
    this.#watch.answered(accountId, [answer])
    return { status: answer.status === 'accepted' ? 200 : 409, body: answer }
  }

  #moody(database: SqliteDatabase, node: Node): SqliteDatabase {
    const before = (sql: string) => {
      if (node.dead) throw new Error('the process is gone')
      if (this.#dieIn !== null && --this.#dieIn <= 0) {
        node.dead = true
        this.onDeath()
        throw new Error('the process died here')
      }
      if (this.isDiskFull && /^\s*(insert|update|delete|commit)/i.test(sql))
        throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
    }
    const note = (sql: string) => {
      this.#touched ||= TOUCHES_DIRECTORY.test(sql)
      if (!this.#touched || !/^commit/i.test(sql)) return
      this.#touched = false
      this.directoryVersion++
    }
    const wrap = (statement: SqliteStatement, sql: string): SqliteStatement => ({
      reader: statement.reader,
      all(parameters) {
        before(sql)
        const rows = statement.all(parameters)
        note(sql)
        return rows
      },
      run(parameters) {
        before(sql)
        const changes = statement.run(parameters)
        note(sql)
        return changes
      },
      iterate: (parameters) => (before(sql), statement.iterate(parameters)),
    })
    return {
      prepare: (sql) => wrap(database.prepare(sql), sql),
      close: () => database.close(),
    }
  }
}
