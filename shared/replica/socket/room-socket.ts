import { messageYjsSyncStep1 } from 'y-protocols/sync'
import type { Frame } from '../../protocol/frame.ts'
import { AWARENESS, SYNC } from '../../protocol/room-message.ts'

/** What providers are given as server; the room's name follows. */
export const ROOM_PREFIX = 'handover:/'
const PRESENCE = 'presence/'
/** A provider hears nothing for 30 s and believes the connection dead, so a quiet room says something locally before. */
const QUIET_MS = 12_000
/** An awareness update about nobody: heard, and without effect. */
const NOTHING = new Uint8Array([AWARENESS, 1, 0])

/** What a room needs of the device's one connection. */
export interface Carrier {
  register(room: RoomSocket): void
  unregister(room: RoomSocket): void
  send(frame: Frame): void
  /** Bytes that have not left yet. */
  readonly buffered: number
}

/**
 * One room, as the WebSocket that a stock y-websocket provider believes to have. Lets through what a device says in a
 * room of its own accord: questions, presence, and our pieces. Documents themselves go out only as numbered pieces of the
 * log, and directory documents not at all: a write there closes the socket (DESIGN §2.5, §4).
 */
export class RoomSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readonly room: string
  channel = 0
  readyState = 0
  binaryType: BinaryType = 'arraybuffer'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: Uint8Array }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  readonly #carrier: Carrier
  #lastHeard = Date.now()
  #question: Uint8Array<ArrayBuffer> | null = null

  constructor(carrier: Carrier, url: string) {
    this.#carrier = carrier
    this.room = decodeURI(url.slice(ROOM_PREFIX.length))
    carrier.register(this)
  }

  get bufferedAmount(): number {
    return this.#carrier.buffered
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== this.OPEN || !this.#mayLeave(data)) return
    if (data[0] === SYNC) this.#question = data
    this.#carrier.send({ kind: 'data', channel: this.channel, data })
  }

  /** Called by the provider. */
  close(): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.#carrier.unregister(this)
  }

  opened(): void {
    this.readyState = this.OPEN
    this.#lastHeard = Date.now()
    this.onopen?.()
  }

  hear(data: Uint8Array): void {
    this.#lastHeard = Date.now()
    this.onmessage?.({ data })
  }

  closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.onclose?.({ code, reason })
  }

  keepAlive(): void {
    if (this.readyState === this.OPEN && Date.now() - this.#lastHeard > QUIET_MS) this.hear(NOTHING)
  }

  /** Can this room make the server say something? */
  get canAsk(): boolean {
    return this.readyState === this.OPEN && this.#question !== null
  }
  askAgain(): void {
    if (this.#question) this.send(this.#question)
  }

  #mayLeave(data: Uint8Array): boolean {
    if (data[0] === SYNC) return data[1] === messageYjsSyncStep1
    return data[0] !== AWARENESS || this.room.startsWith(PRESENCE)
  }
}

/** The class to give providers as `WebSocketPolyfill`, bound to one connection. */
export function roomSocketsOver(carrier: Carrier): typeof WebSocket {
  return class extends RoomSocket {
    constructor(url: string) {
      super(carrier, url)
    }
  } as unknown as typeof WebSocket
}
