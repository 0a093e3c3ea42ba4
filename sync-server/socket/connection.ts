import type { RawData, WebSocket } from 'ws'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../shared/protocol/frame.ts'
import { type Port, type Room, type Who } from './room.ts'
import { TokenBucket } from './throttle.ts'

/** Opens a room for somebody and says so; null: forbidden or absent, which look the same. */
export type OpenRoom = (who: Who, name: string, port: Port) => Promise<Room | null>

/** A reader this far behind is not reading; bytes. */
const MOST_BUFFERED = 32 * 1024 * 1024
/** Of updates being worked on; above it the socket is not read until half of it is done. */
const MOST_BUSY = 8 * 1024 * 1024
const MOST_ROOMS = 1_000
/** Messages that came before the room was open. */
const MOST_EARLY = 8 * 1024 * 1024

interface Channel {
  name: string
  room: Room | null
  early: Uint8Array[]
  earlyBytes: number
}

/** One socket of one signed-in device: all its rooms as frames, or one room as plain y-websocket speaks. */
export class Connection {
  readonly who: Who
  readonly #socket: WebSocket
  readonly #open: OpenRoom
  readonly #onHeard: () => void
  readonly #plain: boolean
  readonly #channels = new Map<number, Channel>()
  /** Channel numbers are never used twice; a client counts upwards. */
  #highest = -1
  #busy = 0
  #alive = true
  readonly #opening = new TokenBucket(300, 20)
  #holds = 0
  #held: { channel: number; message: Uint8Array }[] = []
  #heldBytes = 0
  readonly #mostBuffered: number
  /** A week of edits comes at once and passes; who goes on like that is read more slowly. */
  readonly #messages = new TokenBucket(20_000, 2_000)
  readonly #whyPaused = new Set<'busy' | 'too-fast'>()

  constructor(
    socket: WebSocket,
    who: Who,
    plainRoom: string | null,
    open: OpenRoom,
    onHeard: () => void,
    mostBuffered = MOST_BUFFERED,
  ) {
    this.#mostBuffered = mostBuffered
    this.who = who
    this.#socket = socket
    this.#open = open
    this.#onHeard = onHeard
    this.#plain = plainRoom !== null
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary))
    socket.on('pong', () => (this.#alive = true))
    socket.on('close', () => this.#leaveAll())
    // Errors (a message too large, bytes that are no frame) are followed by 'close'.
    socket.on('error', () => undefined)
    if (plainRoom !== null) void this.#openChannel(0, plainRoom)
  }

  /** Names of the rooms that are open or being opened. */
  rooms(): string[] {
    return [...this.#channels.values()].map(({ name }) => name)
  }

  closeRoom(name: string, code: number, reason: string): void {
    for (const [channel, open] of this.#channels)
      if (open.name === name) this.#closeChannel(channel, code, reason)
  }

  /**
   * Rooms say nothing more until what is returned was called, once; then what they had to say goes out, of those that are
   * still open. So nobody hears anything between losing a right and the closing of the room.
   */
  hold(): () => void {
    this.#holds++
    return () => {
      this.#holds--
      if (this.#holds > 0) return
      this.#heldBytes = 0
      for (const { channel, message } of this.#held.splice(0)) this.#say(channel, message)
    }
  }

  close(code: number, reason: string): void {
    this.#leaveAll()
    this.#socket.close(code, reason)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  /** Asks whether somebody is there; ends a socket that did not answer the last time. */
  ping(): void {
    if (!this.#alive) return this.terminate()
    this.#alive = false
    this.#socket.ping()
  }

  #hear(data: RawData, isBinary: boolean): void {
    this.#onHeard()
    if (!isBinary) return this.close(1003, 'binary only')
    const bytes = data as Buffer
    const tooFast = this.#messages.spend(1)
    if (tooFast > 0) {
      this.#pause('too-fast')
      setTimeout(() => this.#resume('too-fast'), tooFast).unref()
    }
    if (this.#plain) return this.#give(0, bytes)
    const frame = decodeFrame(bytes)
    if (!frame) return this.close(1002, 'not a frame')
    if (frame.kind === 'open') void this.#openChannel(frame.channel, frame.room)
    else if (frame.kind === 'data') this.#give(frame.channel, frame.data)
    else if (frame.kind === 'close') this.#leave(frame.channel)
  }

  async #openChannel(number: number, name: string): Promise<void> {
    if (number <= this.#highest) return this.close(1002, 'a channel is opened once')
    this.#highest = number
    const channel: Channel = { name, room: null, early: [], earlyBytes: 0 }
    const isTwice = [...this.#channels.values()].some((other) => other.name === name)
    this.#channels.set(number, channel)
    // Each would cost memory and broadcasts again, and a presence room would show one device many times.
    if (isTwice) return this.close(1008, 'a room is opened once')
    if (this.#channels.size > MOST_ROOMS || !this.#opening.take()) return this.close(1008, 'too many rooms')
    try {
      const room = await this.#open(this.who, name, this.#port(number))
      if (!room) return this.#closeChannel(number, CLOSE.forbidden, 'forbidden')
      // Closed while it was being opened.
      if (this.#channels.get(number) !== channel) return room.leave()
      channel.room = room
      for (const message of channel.early.splice(0)) this.#tell(number, room, message)
    } catch {
      this.close(1011, 'try again')
    }
  }

  #give(number: number, message: Uint8Array): void {
    const channel = this.#channels.get(number)
    // What was on its way when the room closed.
    if (!channel) return
    if (channel.room) return this.#tell(number, channel.room, message)
    channel.earlyBytes += message.length
    if (channel.earlyBytes > MOST_EARLY) return this.close(1008, 'too early')
    channel.early.push(message)
  }

  #tell(number: number, room: Room, message: Uint8Array): void {
    try {
      room.hear(message)
    } catch {
      this.#closeChannel(number, CLOSE.refusedUpdate, 'malformed')
    }
  }

  #port(number: number): Port {
    return {
      opened: () => {
        if (!this.#plain && this.#channels.has(number)) this.#send({ kind: 'opened', channel: number })
      },
      send: (message) => this.#say(number, message),
      close: (code, reason) => this.#closeChannel(number, code, reason),
      closeSocket: (code, reason) => this.close(code, reason),
      busy: (bytes) => this.#work(bytes),
    }
  }

  #say(channel: number, message: Uint8Array): void {
    if (!this.#channels.has(channel)) return
    if (this.#holds > 0) {
      this.#heldBytes += message.length
      if (this.#heldBytes > this.#mostBuffered) return this.terminate()
      this.#held.push({ channel, message })
    } else if (this.#plain) this.#sendBytes(message)
    else this.#send({ kind: 'data', channel, data: message as Uint8Array<ArrayBuffer> })
  }

  #work(bytes: number): () => void {
    this.#busy += bytes
    if (this.#busy > MOST_BUSY) this.#pause('busy')
    return () => {
      this.#busy -= bytes
      if (this.#busy <= MOST_BUSY / 2) this.#resume('busy')
    }
  }

  #pause(why: 'busy' | 'too-fast'): void {
    if (this.#whyPaused.size === 0) this.#socket.pause()
    this.#whyPaused.add(why)
  }

  #resume(why: 'busy' | 'too-fast'): void {
    if (this.#whyPaused.delete(why) && this.#whyPaused.size === 0) this.#socket.resume()
  }

  #send(frame: Frame): void {
    this.#sendBytes(encodeFrame(frame))
  }

  #sendBytes(bytes: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > this.#mostBuffered) return this.terminate()
    this.#socket.send(bytes)
  }

  #closeChannel(number: number, code: number, reason: string): void {
    if (!this.#leave(number)) return
    if (this.#plain) this.#socket.close(code, reason)
    else this.#send({ kind: 'close', channel: number, code, reason })
  }

  #leave(number: number): boolean {
    const channel = this.#channels.get(number)
    this.#channels.delete(number)
    channel?.room?.leave()
    return channel !== undefined
  }

  #leaveAll(): void {
    for (const number of [...this.#channels.keys()]) this.#leave(number)
  }
}
