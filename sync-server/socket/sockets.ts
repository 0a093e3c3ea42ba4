import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import { parseDocumentName } from '../../shared/domain/documents/document-name.ts'
import { mayReadContent } from '../../shared/domain/policy/reading.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { parseRoomName } from '../../shared/protocol/room-name.ts'
import { SUBPROTOCOL } from '../../shared/protocol/version.ts'
import type { Documents } from '../content/documents.ts'
import { Connection } from './connection.ts'
import { Budgets } from './throttle.ts'
import { DocumentRoom } from './document-room.ts'
import { HeadsRoom } from './heads-room.ts'
import { PresenceRooms } from './presence.ts'
import type { Port, Room, Who } from './room.ts'
import { readUpgrade, refuseUpgrade } from './upgrade.ts'

export interface SocketsOptions {
  documents: Documents
  /** Exact origins that may connect: our own, and the extension's. */
  origins: readonly string[]
  /** Uses a ticket up; null when there is none such, or no more. */
  takeTicket(ticket: string): Promise<Who | null>
  standingOf(organizationId: string, userId: string): Promise<Standing | null>
  /** At most once a minute for a user while something comes from them, and when a socket of theirs closes. */
  onActivity?: (organizationId: string, userId: string) => void
  clock?: () => Date
  /** Milliseconds between two pings. */
  pingEvery?: number
  /** Bytes that may wait for a reader before it is taken for one that does not read. */
  mostBuffered?: number
}

const ACTIVITY_EVERY = 60_000
/** Of one user at once, over all devices: each may hold documents in memory, and a plain client has one a room. */
const MOST_SOCKETS = 64

/** All WebSockets of the server (DESIGN §4). */
export class Sockets {
  readonly #options: SocketsOptions
  readonly #connections = new Set<Connection>()
  readonly #presence = new PresenceRooms()
  readonly #activeAt = new Map<string, number>()
  /** Bytes of updates of one user to one document, over all devices: an import passes at once, a flood does not. */
  readonly #budgets = new Budgets(32 * 1024 * 1024, 512 * 1024)
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.socketMessage,
    // Compression would let a few bytes become gigabytes.
    perMessageDeflate: false,
    handleProtocols: (_offered, request) => readUpgrade(request)?.protocol ?? false,
  })
  readonly #pings: NodeJS.Timeout

  constructor(options: SocketsOptions) {
    this.#options = options
    this.#pings = setInterval(() => {
      for (const connection of this.#connections) connection.ping()
    }, options.pingEvery ?? 25_000)
    this.#pings.unref()
  }

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Until `ws` takes the socket over, and after it was refused, an error on it would end the process.
      socket.on('error', () => undefined)
      void this.#admit(request, socket, head).catch(() => refuseUpgrade(socket, 503))
    })
  }

  /** Rights have changed: closes rooms that may no longer be read, and sockets of users who may no longer be here. */
  reconsider(organizationId: string, userIds?: string[]): void {
    this.#options.documents.forget(organizationId)
    for (const connection of this.#of(organizationId))
      if (!userIds || userIds.includes(connection.who.userId)) {
        const release = connection.hold()
        void this.#reconsider(connection)
          .catch(() => connection.close(1011, 'try again'))
          .finally(release)
      }
  }

  closeUser(organizationId: string, userId: string, code: number): void {
    for (const connection of this.#of(organizationId))
      if (connection.who.userId === userId) connection.close(code, 'ended')
  }

  closeSession(sessionId: string, code: number): void {
    for (const connection of [...this.#connections])
      if (connection.who.sessionId === sessionId) connection.close(code, 'ended')
  }

  /** Ends all sockets; a client comes back by itself. */
  async close(): Promise<void> {
    clearInterval(this.#pings)
    for (const connection of [...this.#connections]) connection.close(1001, 'restarting')
    const patience = setTimeout(() => {
      for (const connection of this.#connections) connection.terminate()
    }, 1_000)
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
    clearTimeout(patience)
  }

  #of(organizationId: string): Connection[] {
    return [...this.#connections].filter(({ who }) => who.organizationId === organizationId)
  }

  async #admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const asked = readUpgrade(request)
    if (!asked) return refuseUpgrade(socket, 404)
    const { origin } = request.headers
    // Another site's page sends its visitor's cookies along, but not our origin.
    if (origin === undefined || !this.#options.origins.includes(origin)) return refuseUpgrade(socket, 403)
    if (!asked.protocol || !asked.ticket) return refuseUpgrade(socket, 401)
    const who = asked.protocol === SUBPROTOCOL ? await this.#options.takeTicket(asked.ticket) : null
    if (!who && asked.protocol === SUBPROTOCOL) return refuseUpgrade(socket, 401)
    if (socket.destroyed) return
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      if (who) this.connect(webSocket, who, asked.room)
      else webSocket.close(CLOSE.otherVersion, 'another version')
    })
  }

  /** Serves a socket that was let in. `room`: the one room of a plain y-websocket client; null: all rooms over one socket. */
  connect(webSocket: WebSocket, who: Who, room: string | null): void {
    if (this.#of(who.organizationId).filter((one) => one.who.userId === who.userId).length >= MOST_SOCKETS)
      return webSocket.close(1008, 'too many sockets')
    const connection = new Connection(
      webSocket,
      who,
      room,
      (of, name, port) => this.#openRoom(of, name, port),
      () => this.#active(who),
      this.#options.mostBuffered,
    )
    this.#connections.add(connection)
    webSocket.on('close', () => {
      this.#connections.delete(connection)
      this.#activeAt.delete(activityKey(who))
      this.#active(who)
      if (!this.#isHere(who)) this.#activeAt.delete(activityKey(who))
    })
  }

  #isHere({ organizationId, userId }: Who): boolean {
    return this.#of(organizationId).some(({ who }) => who.userId === userId)
  }

  async #openRoom(who: Who, name: string, port: Port): Promise<Room | null> {
    const { documents } = this.#options
    const { document, epoch } = parseRoomName(name)
    const parsed = parseDocumentName(document)
    if (parsed?.kind === 'presence' || parsed?.kind === 'heads' || parsed?.kind === 'own-heads')
      return epoch === '' ? this.#openUnstored(who, document, port) : null
    return documents.enter(who.organizationId, who.userId, document, (entered): Room | null => {
      if (entered.epoch !== epoch) {
        port.close(CLOSE.staleEpoch, entered.epoch)
        return null
      }
      port.opened()
      const budget = this.#budgets.of(`${activityKey(who)}\n${document}`)
      return new DocumentRoom(documents, who, document, entered, port, budget)
    })
  }

  /** Rooms of a workspace that tell of what is elsewhere; they have no document, and no epoch. */
  async #openUnstored(who: Who, document: string, port: Port): Promise<Room | null> {
    const { documents, standingOf } = this.#options
    const open = await documents.openable(who.organizationId, who.userId, [document])
    const standing = open.has(document) ? await standingOf(who.organizationId, who.userId) : null
    const parsed = parseDocumentName(document)
    if (!standing || !parsed || !('workspaceId' in parsed)) return null
    port.opened()
    if (parsed.kind !== 'presence')
      return HeadsRoom.open(documents, who, parsed.workspaceId, parsed.kind === 'own-heads', port)
    const user = { id: who.userId, name: standing.user.name }
    const hearing = { where: mayReadContent(standing, parsed.workspaceId) }
    return this.#presence.enter(who.organizationId, parsed.workspaceId, user, hearing, port)
  }

  async #reconsider(connection: Connection): Promise<void> {
    const { organizationId, userId } = connection.who
    const standing = await this.#options.standingOf(organizationId, userId)
    if (standing?.user.state !== 'active') return connection.close(CLOSE.sessionEnded, 'ended')
    this.#presence.reconsider(organizationId, userId, (workspaceId) => ({
      where: mayReadContent(standing, workspaceId),
    }))
    const rooms = connection.rooms().map((name) => ({ name, ...parseRoomName(name) }))
    const documents = rooms.map(({ document }) => document)
    const open = await this.#options.documents.openable(organizationId, userId, documents)
    for (const { name, document } of rooms)
      if (!open.has(document)) connection.closeRoom(name, CLOSE.forbidden, 'forbidden')
  }

  #active(who: Who): void {
    const now = (this.#options.clock?.() ?? new Date()).getTime()
    const key = activityKey(who)
    if (now - (this.#activeAt.get(key) ?? -Infinity) < ACTIVITY_EVERY) return
    this.#activeAt.set(key, now)
    this.#options.onActivity?.(who.organizationId, who.userId)
  }
}

const activityKey = ({ organizationId, userId }: Who) => `${organizationId}\n${userId}`
