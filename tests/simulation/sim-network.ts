// Links, connections and their two ends are one piece: what breaks one breaks the others.
import { EventEmitter } from 'node:events'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import type { HttpAnswer, SimServer } from './sim-server.ts'
import { type Node, newNode, type World } from './virtual-time.ts'

/** How a device reaches the server, and how badly. */
export interface Weather {
  /** Milliseconds one way, at least and at most. */
  latency: [number, number]
  /** Of a request or its answer, each. */
  loss: number
  /** A request reaches the server twice, the second time late. */
  twice: number
}

export const FAIR: Weather = { latency: [5, 40], loss: 0, twice: 0 }

/** As `http/errors.ts` says it. */
const IN_TROUBLE: HttpAnswer = {
  status: 500,
  body: { status: 'refused', code: 'server-error', message: 'Something went wrong.' },
}

/** As `http/guard.ts` says it. */
const OTHER_VERSION: HttpAnswer = {
  status: 426,
  body: { status: 'refused', code: 'other-version', message: 'Reload the page.' },
}

/** What is delivered on its way belongs to nobody who could die. */
const nobody = newNode('network')

export class Link {
  weather: Weather = FAIR
  isUp = true
  /** Hears what requests ask, and what the server answers. */
  onRequest: (body: unknown) => void = () => undefined
  onAnswer: (body: unknown) => void = () => undefined
  readonly #world: World
  readonly #server: SimServer
  readonly #wires = new Set<Wire>()
  /** Requests that wait for an answer; a server that dies breaks them. */
  readonly #asked = new Set<() => void>()

  constructor(world: World, server: SimServer) {
    this.#world = world
    this.#server = server
  }

  /** Of the program the server gives to tabs that open now. */
  get version(): number {
    return this.#server.version
  }

  /** `loudly`: open connections break now; else they only say nothing any more. */
  cut(loudly: boolean): void {
    this.isUp = false
    for (const wire of this.#wires) wire.stall(loudly)
  }

  /** Does a tab believe in a connection that is broken? It finds out by itself. */
  get isDeceived(): boolean {
    return [...this.#wires].some((wire) => wire.isDeceptive)
  }

  /** The server's process is gone: its machine says so to whoever can hear. */
  serverDied(): void {
    for (const wire of this.#wires) wire.serverDied()
    for (const breakOff of this.#asked) breakOff()
  }

  /** The tab is gone: its machine says so. */
  tabDied(tab: Node): void {
    for (const wire of this.#wires) if (wire.tab === tab) wire.tabDied()
  }

  delay(): number {
    const [least, most] = this.weather.latency
    return least + this.#world.random.next() * (most - least)
  }

  /** `fetch` of one tab. */
  fetchFor(tab: Node): typeof globalThis.fetch {
    const { version } = this.#server
    return (input, init) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>()
      const world = this.#world
      const { path, token, body } = readRequest(input, init)
      this.onRequest(body)
      const fail = () => reject(new TypeError('fetch failed'))
      const later = (ms: number, run: () => void) => world.schedule(ms, run, tab)
      let isAsked = false
      const breakOff = () => {
        this.#asked.delete(breakOff)
        later(this.delay(), fail)
      }
      this.#asked.add(breakOff)
      init?.signal?.addEventListener('abort', breakOff)
      const answer = ({ status, body: said }: HttpAnswer) => {
        if (!this.#asked.delete(breakOff)) return
        if (!this.isUp || world.random.chance(this.weather.loss))
          later(5_000 + world.random.next() * 20_000, fail)
        else later(this.delay(), () => resolve(response(status, said)))
      }
      const ask = () => {
        if (!this.#server.isUp) return breakOff()
        if (version !== this.#server.version) return answer(OTHER_VERSION)
        world.schedule(
          0,
          () => {
            const said = (reply: HttpAnswer) => {
              this.onAnswer(reply.body)
              answer(reply)
            }
            this.#server.post(token, path, body).then(said, () => answer(IN_TROUBLE))
          },
          this.#server.node,
        )
      }
      const send = (ms: number) =>
        world.schedule(
          ms,
          () => {
            if (tab.dead && !isAsked) return
            isAsked = true
            if (this.isUp) ask()
          },
          nobody,
        )
      if (!this.isUp || world.random.chance(this.weather.loss)) {
        this.#asked.delete(breakOff)
        later(world.random.next() * 10_000, fail)
        return promise
      }
      send(this.delay())
      if (world.random.chance(this.weather.twice)) send(this.delay() + world.random.next() * 20_000)
      return promise
    }
  }

  /** `createWebSocket` of one tab. `spyOn` is asked for somebody who listens on each new connection. */
  socketFor(tab: Node, spyOn: () => Spy): (url: string, protocols: string[]) => WebSocket {
    const { version } = this.#server
    return (_url, protocols) => {
      const ticket =
        protocols.find((text) => text.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? ''
      if (!protocols.includes(SUBPROTOCOL)) throw new Error('another protocol')
      const wire = new Wire(this.#world, this, this.#server, tab, spyOn())
      this.#wires.add(wire)
      wire.onGone = () => this.#wires.delete(wire)
      wire.dial(ticket, version)
      return wire.client as unknown as WebSocket
    }
  }
}

export interface Spy {
  /** A message of the tab, as it leaves the tab. */
  sent(data: Uint8Array): void
  /** A message of the server, as it leaves the server. */
  said(data: Uint8Array): void
}

/** One connection: what one side says reaches the other in order, until it breaks; what was on its way may still arrive. */
class Wire {
  readonly tab: Node
  readonly client: ClientEnd
  readonly server: ServerEnd
  onGone: () => void = () => undefined
  readonly #world: World
  readonly #link: Link
  readonly #to: SimServer
  #serverNode: Node | null = null
  #stalled = false
  #upAt = 0
  #downAt = 0
  #closed = { client: false, server: false }

  constructor(world: World, link: Link, to: SimServer, tab: Node, spy: Spy) {
    this.#world = world
    this.#link = link
    this.#to = to
    this.tab = tab
    this.client = new ClientEnd(this, spy)
    this.server = new ServerEnd(this, spy)
  }

  get isDeceptive(): boolean {
    return this.#stalled && !this.#closed.client && !this.tab.dead
  }

  /** `version`: of the program of the tab. */
  dial(ticket: string, version: number): void {
    const refuse = (code = 1006) => this.down(() => this.closeClient(code))
    this.#upAt = this.#world.now + this.#link.delay()
    this.#world.schedule(
      this.#upAt - this.#world.now,
      () => {
        if (!this.#link.isUp) return this.#link.isUp || this.stall(true)
        if (!this.#to.isUp) return refuse()
        if (version !== this.#to.version) return refuse(CLOSE.otherVersion)
        const node = this.#to.node
        this.#serverNode = node
        this.#world.schedule(
          0,
          () =>
            void this.#to.socket(ticket).then(
              (who) => {
                if (!who) return refuse()
                this.#to.connect(this.server as never, who, null)
                this.down(() => this.client.open())
              },
              () => refuse(),
            ),
          node,
        )
      },
      nobody,
    )
  }

  /** Something for the server, in order. */
  up(run: () => void): void {
    this.#upAt = Math.max(this.#upAt, this.#world.now + this.#link.delay())
    this.#world.schedule(
      this.#upAt - this.#world.now,
      () => {
        if (!this.#passes() || !this.#serverNode) return
        this.#world.schedule(0, run, this.#serverNode)
      },
      nobody,
    )
  }

  /** Something for the tab, in order. */
  down(run: () => void): void {
    this.#downAt = Math.max(this.#downAt, this.#world.now + this.#link.delay())
    this.#world.schedule(
      this.#downAt - this.#world.now,
      () => {
        if (this.#passes()) this.#world.schedule(0, run, this.tab)
      },
      nobody,
    )
  }

  /** Nothing passes any more. */
  stall(loudly: boolean): void {
    this.#stalled = true
    if (!loudly) return
    this.#world.schedule(this.#world.random.next() * 500, () => this.closeClient(1006), this.tab)
    if (this.#serverNode) this.#world.schedule(1_000, () => this.closeServer(1006), this.#serverNode)
  }

  serverDied(): void {
    if (this.#closed.client) return
    this.down(() => this.closeClient(1006))
  }
  tabDied(): void {
    this.up(() => this.closeServer(1006))
  }

  closeClient(code: number): void {
    if (this.#closed.client) return
    this.#closed.client = true
    this.client.closed(code)
    this.#maybeGone()
  }
  closeServer(code: number): void {
    if (this.#closed.server) return
    this.#closed.server = true
    this.server.closed(code)
    this.#maybeGone()
  }
  /** The server closes: the tab hears it if it can, and the server is done either way. */
  serverCloses(code: number): void {
    this.down(() => this.closeClient(code))
    if (this.#serverNode)
      this.#world.schedule(2 * this.#link.delay(), () => this.closeServer(code), this.#serverNode)
  }
  clientCloses(code: number): void {
    this.#closed.client = true
    this.up(() => this.closeServer(code))
  }
  pong(run: () => void): void {
    this.down(() => this.up(run))
  }

  #passes(): boolean {
    return !this.#stalled && this.#link.isUp
  }
  #maybeGone(): void {
    if (this.#closed.client && this.#closed.server) this.onGone()
  }
}

/** What a tab has of a connection. */
class ClientEnd {
  readyState: number = WebSocket.CONNECTING
  binaryType = 'arraybuffer'
  bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly #wire: Wire
  readonly #spy: Spy

  constructor(wire: Wire, spy: Spy) {
    this.#wire = wire
    this.#spy = spy
  }

  send(data: Uint8Array): void {
    if (this.readyState !== WebSocket.OPEN) return
    const copy = data.slice()
    this.#spy.sent(copy)
    this.#wire.up(() => this.#wire.server.hear(copy))
  }

  close(code = 1005): void {
    if (this.readyState === WebSocket.CLOSED) return
    this.readyState = WebSocket.CLOSED
    this.#wire.clientCloses(code)
  }

  open(): void {
    if (this.readyState !== WebSocket.CONNECTING) return
    this.readyState = WebSocket.OPEN
    this.onopen?.()
  }
  hear(data: Uint8Array): void {
    if (this.readyState === WebSocket.OPEN) this.onmessage?.({ data: data.slice().buffer as ArrayBuffer })
  }
  closed(code: number): void {
    if (this.readyState === WebSocket.CLOSED) return
    this.readyState = WebSocket.CLOSED
    this.onclose?.({ code, reason: '' })
  }
}

/** What the server has of it: as much of a `ws` socket as the server uses. */
class ServerEnd extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  readonly #wire: Wire
  readonly #spy: Spy
  #paused = false
  #held: Uint8Array[] = []

  constructor(wire: Wire, spy: Spy) {
    super()
    this.#wire = wire
    this.#spy = spy
  }

  send(data: Uint8Array): void {
    if (this.readyState !== this.OPEN) return
    const copy = new Uint8Array(data)
    this.#spy.said(copy)
    this.#wire.down(() => this.#wire.client.hear(copy))
  }

  close(code = 1005): void {
    if (this.readyState !== this.OPEN) return
    this.readyState = 2
    this.#wire.serverCloses(code)
  }
  terminate(): void {
    this.close(1006)
  }
  ping(): void {
    this.#wire.pong(() => this.emit('pong'))
  }
  pause(): void {
    this.#paused = true
  }
  resume(): void {
    this.#paused = false
    for (const data of this.#held.splice(0)) this.hear(data)
  }

  hear(data: Uint8Array): void {
    // A socket that is closing still reads; so does the real one.
    if (this.readyState === 3) return
    if (this.#paused) this.#held.push(data)
    else this.emit('message', Buffer.from(data), true)
  }
  closed(code: number): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.emit('close', code, Buffer.alloc(0))
  }
}

function readRequest(input: unknown, init?: RequestInit) {
  const headers = init?.headers as Record<string, string> | undefined
  return {
    path: new URL(String(input)).pathname,
    token: headers?.['authorization']?.replace('Bearer ', '') ?? '',
    body: JSON.parse(String(init?.body ?? '{}')) as unknown,
  }
}

const response = (status: number, body: unknown): Response =>
  ({
    ok: status < 300,
    status,
    text: () => Promise.resolve(body === null ? '' : JSON.stringify(body)),
  }) as unknown as Response
