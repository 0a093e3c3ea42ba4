import { CLOSE } from '../../protocol/close-codes.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../protocol/frame.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../protocol/version.ts'
import { Since } from '../since.ts'
import { Backoff } from '../backoff.ts'
import type { ConnectionState } from '../replica.ts'
import type { RoomSocket } from './room-socket.ts'

/** `trouble`: the server is there and can't, as with a full disk. */
export type TicketResult = { ticket: string } | 'offline' | 'trouble' | 'ended' | 'other-version'

export interface ConnectionOptions {
  /** `wss://host/sync` */
  url: string
  /** One ticket for one connection. */
  ticket: () => Promise<TicketResult>
  onState: (state: ConnectionState) => void
  /** Tests bring one that sends an `Origin`. */
  createWebSocket?: (url: string, protocols: string[]) => WebSocket
}

/** Rooms that are being opened at the same time. */
const OPENING = 4
/** Quiet for so long, and the server is asked whether it is still there; then it has `ANSWER_MS` to answer. */
const QUIET_MS = 25_000
const ANSWER_MS = 10_000
/** So long a connection may take to open. Browsers wait for minutes. */
const OPEN_MS = 20_000
/** What a server says that could not save or look up something, and whose connection is over with that. */
const NOT_SAVED = 1011
/** After so long a connection was a good one. */
const LIVED_MS = 10_000
/** The device says it has no network: so long the server has to answer all the same, as one on this machine can. */
const ANSWER_WITHOUT_NETWORK_MS = 1_500

/**
 * The one WebSocket of this device (DESIGN §4). Rooms are channels on it; each looks like a WebSocket of its own to a
 * y-websocket provider (`RoomSocket`). Owns tickets and backoff; the rooms only wait until they are opened.
 */
export class Connection {
  readonly #options: ConnectionOptions
  #ws: WebSocket | null = null
  #backoff = new Backoff(500, 30_000)
  /** Of a server that answers and can't save: not as fast as it can answer, and soon when it can again. */
  #trouble = new Backoff(500, 5_000)
  #stopped = true
  /** Rooms that wait to be opened, in order. */
  #waiting: RoomSocket[] = []
  #channels = new Map<number, RoomSocket>()
  #opening = new Set<number>()
  #nextChannel = 1
  #lastHeard = new Since()
  #watch: ReturnType<typeof setInterval> | undefined
  #doubt: ReturnType<typeof setTimeout> | undefined

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#watch = setInterval(() => this.#checkQuiet(), 5_000)
    void this.#connect()
  }

  stop(): void {
    this.#stopped = true
    clearInterval(this.#watch)
    clearTimeout(this.#doubt)
    this.#backoff.cancel()
    this.#trouble.cancel()
    this.#drop(1000)
  }

  /** The network is back, or somebody looks: try now instead of at the end of the wait. */
  retryNow(): void {
    if (this.#stopped || this.#ws || !(this.#backoff.waiting || this.#trouble.waiting)) return
    this.#backoff.cancel()
    this.#trouble.cancel()
    void this.#connect()
  }

  /** The device says that it has no network. */
  networkGone(): void {
    const ws = this.#ws
    if (!ws) return
    const heard = this.#lastHeard
    this.#askSomething()
    clearTimeout(this.#doubt)
    this.#doubt = setTimeout(() => {
      if (this.#ws !== ws || this.#lastHeard !== heard) return
      this.#drop(1006)
      this.#retry('offline')
    }, ANSWER_WITHOUT_NETWORK_MS)
  }

  /** A new room asks to be opened. */
  register(socket: RoomSocket): void {
    this.#waiting.push(socket)
    this.#openSome()
  }

  /** A room is done: the server is told, and what it still says there is ignored. */
  unregister(socket: RoomSocket): void {
    this.#waiting = this.#waiting.filter((other) => other !== socket)
    if (this.#channels.get(socket.channel) !== socket) return
    this.#channels.delete(socket.channel)
    this.#opening.delete(socket.channel)
    this.send({ kind: 'close', channel: socket.channel, code: 1000, reason: '' })
    this.#openSome()
  }

  send(frame: Frame): void {
    if (this.#ws?.readyState === WebSocket.OPEN) this.#ws.send(encodeFrame(frame))
  }

  /** Bytes given to the socket that have not left yet. */
  get buffered(): number {
    return this.#ws?.bufferedAmount ?? 0
  }

  async #connect(): Promise<void> {
    this.#options.onState('connecting')
    const result = await this.#options.ticket()
    if (this.#stopped) return
    if (result === 'ended' || result === 'other-version') return this.#end(result)
    if (result === 'offline') return this.#retry('offline')
    if (result === 'trouble') return this.#retry('offline', this.#trouble)
    const protocols = [SUBPROTOCOL, TICKET_PREFIX + result.ticket]
    const create = this.#options.createWebSocket ?? ((url, offered) => new WebSocket(url, offered))
    let ws: WebSocket
    try {
      ws = create(this.#options.url, protocols)
    } catch {
      // A browser refuses some addresses outright, such as ws: on a page that came by https.
      return this.#retry('offline')
    }
    ws.binaryType = 'arraybuffer'
    this.#ws = ws
    this.#lastHeard = new Since()
    let lived: Since | null = null
    ws.onopen = () => {
      lived = new Since()
      this.#lastHeard = new Since()
      this.#options.onState('online')
      this.#openSome()
    }
    ws.onmessage = (event: MessageEvent<ArrayBuffer>) => this.#hear(event.data)
    ws.onerror = () => undefined
    ws.onclose = (event) => {
      if (this.#ws !== ws) return
      this.#drop(event.code)
      if (event.code === CLOSE.sessionEnded) return this.#end('ended')
      if (event.code === CLOSE.otherVersion) return this.#end('other-version')
      if ((lived?.ms ?? 0) > LIVED_MS) this.#trouble.reset()
      this.#retry('connecting', event.code === NOT_SAVED ? this.#trouble : this.#backoff)
    }
  }

  #hear(data: ArrayBuffer): void {
    this.#lastHeard = new Since()
    const frame = decodeFrame(new Uint8Array(data))
    if (!frame) return
    const socket = this.#channels.get(frame.channel)
    if (!socket) return
    if (frame.kind === 'data') return socket.hear(frame.data)
    this.#opening.delete(frame.channel)
    if (frame.kind === 'opened') {
      this.#backoff.reset()
      socket.opened()
    } else if (frame.kind === 'close') {
      this.#channels.delete(frame.channel)
      socket.closed(frame.code, frame.reason)
    }
    this.#openSome()
  }

  #openSome(): void {
    if (this.#ws?.readyState !== WebSocket.OPEN) return
    while (this.#opening.size < OPENING) {
      const socket = this.#waiting.shift()
      if (!socket) return
      socket.channel = this.#nextChannel++
      this.#channels.set(socket.channel, socket)
      this.#opening.add(socket.channel)
      this.send({ kind: 'open', channel: socket.channel, room: socket.room })
    }
  }

  /** A network that is gone says nothing, so after a while somebody must ask. */
  #checkQuiet(): void {
    for (const socket of this.#channels.values()) socket.keepAlive()
    if (!this.#ws) return
    const quiet = this.#lastHeard.ms
    const isOpen = this.#ws.readyState === WebSocket.OPEN
    if (quiet > (isOpen ? QUIET_MS + ANSWER_MS : OPEN_MS)) {
      this.#drop(1006)
      this.#retry('connecting')
    } else if (isOpen && quiet > QUIET_MS) this.#askSomething()
  }

  #askSomething(): void {
    this.#channels
      .values()
      .find((socket) => socket.canAsk)
      ?.askAgain()
  }

  /** Lets go of the socket; every room hears that it is closed and registers anew when its provider wants to. */
  #drop(code: number): void {
    const ws = this.#ws
    this.#ws = null
    if (ws) {
      ws.onopen = ws.onmessage = ws.onclose = null
      ws.close()
    }
    const open = [...this.#channels.values()]
    this.#channels.clear()
    this.#opening.clear()
    // Codes from 4400 mean something for one room; here the whole socket is gone, and every room comes back.
    for (const socket of open) socket.closed(code >= 4400 ? 1006 : code, '')
  }

  #retry(state: ConnectionState, backoff = this.#backoff): void {
    if (this.#stopped) return
    this.#options.onState(backoff.attempts > 1 ? 'offline' : state)
    backoff.wait(() => void this.#connect())
  }

  #end(state: 'ended' | 'other-version'): void {
    this.stop()
    this.#options.onState(state)
  }
}
