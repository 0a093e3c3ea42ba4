import * as decoding from 'lib0/decoding'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ClientOptions, WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { meOf } from '../../shared/domain/documents/document-name.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../shared/protocol/frame.ts'
import { AWARENESS, HEADS, readHeads, SAVED, SYNC } from '../../shared/protocol/room-message.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ContentWorld, ORG } from '../content/content-world.ts'
import { type Name, USERS } from '../content/guard/guard-world.ts'
import { standingOf } from '../store/directory-reads.ts'
import type { Who } from './room.ts'
import { Sockets, type SocketsOptions } from './sockets.ts'
import { waitFor } from '../testing/wait-for.ts'

export const ORIGIN = 'https://handover.example'

export type SocketWorldOptions = Pick<SocketsOptions, 'pingEvery' | 'mostBuffered'>

/** A real server on a real port, for tests of sockets. */
export class SocketWorld {
  readonly content: ContentWorld
  readonly sockets: Sockets
  readonly server: Server = createServer()
  readonly active: string[] = []
  readonly #tickets = new Map<string, Who>()
  readonly #clients: { terminate(): void }[] = []
  #count = 0

  static async open(options: SocketWorldOptions = {}): Promise<SocketWorld> {
    const world = new SocketWorld(await ContentWorld.open(), options)
    await new Promise<void>((resolve) => world.server.listen(0, '127.0.0.1', resolve))
    return world
  }

  constructor(content: ContentWorld, options: SocketWorldOptions) {
    this.content = content
    this.sockets = new Sockets({
      ...options,
      documents: content.documents,
      origins: [ORIGIN, 'chrome-extension://abcdefghijklmnop'],
      takeTicket: (ticket) => {
        const who = this.#tickets.get(ticket) ?? null
        this.#tickets.delete(ticket)
        return Promise.resolve(who)
      },
      standingOf: (organizationId, userId) => standingOf(content.store.read, organizationId, userId),
      onActivity: (_organizationId, userId) => this.active.push(userId),
      clock: () => content.now,
    })
    this.sockets.attach(this.server)
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.terminate()
    await this.sockets.close()
    await new Promise((resolve) => this.server.close(resolve))
    await this.content.close()
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/sync`
  }

  ticket(name: Name, sessionId = `session of ${name}`): string {
    const ticket = `ticket${this.#count++}`
    this.#tickets.set(ticket, { organizationId: ORG, userId: USERS[name], sessionId, deviceLabel: 'Firefox' })
    return ticket
  }

  protocols(name: Name): string[] {
    return [SUBPROTOCOL, TICKET_PREFIX + this.ticket(name)]
  }

  /** What an upgrade is answered with: 101, or the status it was refused with. */
  async tryUpgrade(
    path: string,
    protocols: string[],
    options: ClientOptions = { origin: ORIGIN },
  ): Promise<number> {
    const socket = new WebSocket(this.url + path, protocols, options)
    return new Promise((resolve, reject) => {
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.on('unexpected-response', (_request, response) => {
        socket.terminate()
        resolve(response.statusCode ?? 0)
      })
      socket.on('error', (problem) => {
        if (!/closed before the connection/.test(problem.message)) reject(problem)
      })
    })
  }

  /** What somebody was told of what was not kept. */
  async notices(name: Name): Promise<{ code: string }[]> {
    return Object.values(await this.content.rows(meOf(USERS[name]))) as { code: string }[]
  }

  /** TCP connections that the server has. */
  connections(): Promise<number> {
    return new Promise((resolve) => this.server.getConnections((_problem, count) => resolve(count)))
  }

  /** A device with all its rooms over one socket. */
  async device(name: Name): Promise<MuxClient> {
    const client = new MuxClient(new WebSocket(this.url, this.protocols(name), { origin: ORIGIN }))
    this.#clients.push(client)
    await client.opened
    return client
  }

  /** An unmodified y-websocket client in one room. */
  stock(name: Name, room: string, doc = new Y.Doc()): WebsocketProvider {
    const provider = new WebsocketProvider(this.url, room, doc, {
      WebSocketPolyfill: FromOurOrigin as unknown as typeof globalThis.WebSocket,
      protocols: this.protocols(name),
      disableBc: true,
    })
    this.#clients.push({ terminate: () => provider.destroy() })
    return provider
  }
}

/** A browser sends the page's origin; `ws` only what it is told. */
class FromOurOrigin extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: ORIGIN })
  }
}

/** What one room said, read. */
export type Said =
  | { kind: 'sync'; type: number; bytes: Uint8Array }
  | { kind: 'saved'; row: number }
  | { kind: 'awareness'; bytes: Uint8Array }
  | { kind: 'heads'; heads: Record<string, number> }

/** Speaks frames by hand and keeps all it hears. */
export class MuxClient {
  readonly frames: Frame[] = []
  readonly opened: Promise<void>
  closed: { code: number; reason: string } | null = null
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    this.#socket = socket
    this.opened = new Promise((resolve, reject) => {
      socket.on('open', () => resolve())
      socket.on('error', reject)
    })
    socket.on('message', (data) => {
      const frame = decodeFrame(new Uint8Array(data as Buffer))
      if (!frame) throw new Error('not a frame')
      this.frames.push(frame)
    })
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
  }

  send(frame: Frame): void {
    this.#socket.send(encodeFrame(frame))
  }

  sendBytes(bytes: Uint8Array | string): void {
    this.#socket.send(bytes)
  }

  /** Asks for a room; resolves when it is open. Rejects when it is not opened. */
  async open(channel: number, room: string): Promise<void> {
    this.send({ kind: 'open', channel, room })
    await waitFor(() => {
      if (!this.frames.some((frame) => frame.kind === 'opened' && frame.channel === channel))
        throw new Error(`${room} is not open`)
    })
  }

  data(channel: number, data: Uint8Array): void {
    this.send({ kind: 'data', channel, data: new Uint8Array(data) })
  }

  said(channel: number): Said[] {
    return this.frames.flatMap((frame) =>
      frame.kind === 'data' && frame.channel === channel ? [read(frame.data)] : [],
    )
  }

  /** Rows acknowledged in a channel. */
  saved(channel: number): number[] {
    return this.said(channel).flatMap((said) => (said.kind === 'saved' ? [said.row] : []))
  }

  /** All that a channel was told, merged into one document. */
  merged(channel: number): Y.Doc {
    const doc = new Y.Doc()
    for (const said of this.said(channel))
      if (said.kind === 'sync' && said.type !== 0) Y.applyUpdate(doc, said.bytes)
    return doc
  }

  closeOf(channel: number): number | null {
    const frame = this.frames.find((one) => one.kind === 'close' && one.channel === channel)
    return frame?.kind === 'close' ? frame.code : null
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

function read(message: Uint8Array): Said {
  const decoder = decoding.createDecoder(message)
  const type = decoding.readVarUint(decoder)
  if (type === SYNC)
    return { kind: 'sync', type: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) }
  if (type === SAVED) return { kind: 'saved', row: decoding.readVarUint(decoder) }
  if (type === AWARENESS) return { kind: 'awareness', bytes: decoding.readVarUint8Array(decoder) }
  if (type === HEADS) return { kind: 'heads', heads: Object.fromEntries(readHeads(decoder).heads) }
  throw new Error(`an unknown message ${type}`)
}
