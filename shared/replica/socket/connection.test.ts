import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE } from '../../protocol/close-codes.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../protocol/frame.ts'
import { AWARENESS, encodePiece, PIECE, SYNC } from '../../protocol/room-message.ts'
import type { ConnectionState } from '../replica.ts'
import { Connection, type TicketResult } from './connection.ts'
import { ROOM_PREFIX, RoomSocket } from './room-socket.ts'

/** The server's end of a socket. */
class FakeSocket {
  static made: FakeSocket[] = []
  readyState = 0
  binaryType = ''
  bufferedAmount = 0
  readonly sent: Frame[] = []
  readonly protocols: string[]
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  onerror: (() => void) | null = null

  constructor(protocols: string[]) {
    this.protocols = protocols
    FakeSocket.made.push(this)
  }
  send(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (frame) this.sent.push(frame)
  }
  close(): void {
    this.readyState = 3
  }
  accept(): void {
    this.readyState = 1
    this.onopen?.()
  }
  say(frame: Frame): void {
    this.onmessage?.({ data: encodeFrame(frame).buffer })
  }
  end(code: number): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
  opened(): string[] {
    return this.sent.flatMap((frame) => (frame.kind === 'open' ? [frame.room] : []))
  }
}

const setup = (ticket: () => TicketResult = () => ({ ticket: 'T' })) => {
  const states: ConnectionState[] = []
  const connection = new Connection({
    url: 'wss://x.test/sync',
    ticket: () => Promise.resolve(ticket()),
    onState: (state) => states.push(state),
    createWebSocket: (_url, protocols) => new FakeSocket(protocols) as unknown as WebSocket,
  })
  return { connection, states }
}
const room = (connection: Connection, name: string) => new RoomSocket(connection, ROOM_PREFIX + name)
const latest = () => FakeSocket.made.at(-1)!

beforeEach(() => {
  FakeSocket.made = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const online = async (connection: Connection) => {
  connection.start()
  await vi.advanceTimersByTimeAsync(0)
  latest().accept()
}

describe('one connection for all rooms', () => {
  it('offers the protocol and a fresh ticket for each connection', async () => {
    let n = 0
    const { connection } = setup(() => ({ ticket: `t${++n}` }))
    await online(connection)
    latest().end(1006)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(FakeSocket.made.map(({ protocols }) => protocols)).toEqual([
      ['handover.3', 'ticket.t1'],
      ['handover.3', 'ticket.t2'],
    ])
    connection.stop()
  })

  it('opens four rooms at a time, and never uses a channel twice', async () => {
    const { connection } = setup()
    const rooms = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => room(connection, name))
    await online(connection)
    expect(latest().opened()).toEqual(['a', 'b', 'c', 'd'])
    latest().say({ kind: 'opened', channel: 1 })
    latest().say({ kind: 'close', channel: 2, code: CLOSE.forbidden, reason: '' })
    expect(latest().opened()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(rooms.map(({ readyState }) => readyState)).toEqual([1, 3, 0, 0, 0, 0])
    expect(new Set(rooms.map(({ channel }) => channel)).size).toBe(6)
    connection.stop()
  })

  it('one room’s end is no other’s', async () => {
    const { connection } = setup()
    const [one, other] = [room(connection, 'a'), room(connection, 'b')]
    const closed: number[] = []
    one.onclose = ({ code }) => closed.push(code)
    other.onclose = ({ code }) => closed.push(code)
    await online(connection)
    for (const channel of [1, 2]) latest().say({ kind: 'opened', channel })
    latest().say({ kind: 'close', channel: 1, code: CLOSE.refusedUpdate, reason: 'gap' })
    expect(closed).toEqual([CLOSE.refusedUpdate])
    expect(other.readyState).toBe(1)
    // The whole socket: every room comes back, so it hears no code that would end it for good.
    latest().end(4400)
    expect(closed).toEqual([CLOSE.refusedUpdate, 1006])
    connection.stop()
  })

  it.each([
    [CLOSE.sessionEnded, 'ended'],
    [CLOSE.otherVersion, 'other-version'],
  ] as const)('[SYNC-7] [SYNC-8] does not come back after %i', async (code, state) => {
    const { connection, states } = setup()
    await online(connection)
    latest().end(code)
    await vi.advanceTimersByTimeAsync(300_000)
    expect(states.at(-1)).toBe(state)
    expect(FakeSocket.made).toHaveLength(1)
  })

  it('asks the server when the device says its network is gone, and believes the server', async () => {
    const { connection, states } = setup()
    await online(connection)
    const one = room(connection, 'a')
    latest().say({ kind: 'opened', channel: 1 })
    one.send(new Uint8Array([0, 0, 1, 0]))
    connection.networkGone()
    latest().say({ kind: 'data', channel: 1, data: new Uint8Array([0, 1, 2, 0, 0]) })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(states.at(-1)).toBe('online')
    connection.networkGone()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(states).toContain('offline')
    expect(one.readyState).toBe(3)
    connection.stop()
  })

  it('waits longer after each failure, and no longer when somebody looks', async () => {
    let asked = 0
    const { connection, states } = setup(() => {
      asked++
      return 'offline'
    })
    connection.start()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toBeLessThan(50)
    expect(asked).toBeGreaterThan(15)
    expect(states.at(-1)).toBe('offline')
    const before = asked
    connection.retryNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toBe(before + 1)
    connection.stop()
  })

  it('[SYNC-4] comes back to a server that can’t save in some seconds, not as fast as it answers', async () => {
    let ticket: TicketResult = { ticket: 'T' }
    const { connection } = setup(() => ticket)
    await online(connection)
    // It opens the room each time, and can't save what is sent there.
    const fail = async () => {
      const { length } = FakeSocket.made
      latest().say({
        kind: 'opened',
        channel: latest().sent.find(({ kind }) => kind === 'open')?.channel ?? 0,
      })
      latest().end(1011)
      let waited = 0
      for (; FakeSocket.made.length === length; waited += 100) await vi.advanceTimersByTimeAsync(100)
      latest().accept()
      return waited
    }
    const waits: number[] = []
    for (let i = 0; i < 8; i++) waits.push(await fail())
    expect(Math.min(...waits.slice(4))).toBeGreaterThanOrEqual(2_500)
    expect(Math.max(...waits)).toBeLessThanOrEqual(5_100)
    // Nor does it wait longer where it can't even give a ticket.
    ticket = 'trouble'
    latest().end(1011)
    await vi.advanceTimersByTimeAsync(60_000)
    ticket = { ticket: 'U' }
    const { length } = FakeSocket.made
    await vi.advanceTimersByTimeAsync(5_100)
    expect(FakeSocket.made.length).toBe(length + 1)
    // After a good one it is as if nothing had been.
    latest().accept()
    await vi.advanceTimersByTimeAsync(11_000)
    expect(await fail()).toBeLessThanOrEqual(600)
    connection.stop()
  })

  it('notices a network that is gone without a word', async () => {
    const { connection } = setup()
    const me = room(connection, 'me/usr_x')
    await online(connection)
    latest().say({ kind: 'opened', channel: 1 })
    me.send(new Uint8Array([SYNC, 0, 1, 0]))
    const before = latest().sent.length
    await vi.advanceTimersByTimeAsync(31_000)
    // It asks, hears nothing, and connects anew.
    expect(latest().sent.length).toBeGreaterThan(before)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(FakeSocket.made.length).toBeGreaterThan(1)
    connection.stop()
  })
})

describe('a room, as its provider sees it', () => {
  it('lets out questions and pieces, not documents; presence only where it belongs', async () => {
    const { connection } = setup()
    const content = room(connection, 'content/fld_x/0')
    const presence = room(connection, 'presence/wsp_x')
    await online(connection)
    for (const channel of [1, 2]) latest().say({ kind: 'opened', channel })
    const step1 = new Uint8Array([SYNC, 0, 1, 0])
    const step2 = new Uint8Array([SYNC, 1, 2, 0, 0])
    const update = new Uint8Array([SYNC, 2, 2, 0, 0])
    const state = new Uint8Array([AWARENESS, 1, 0])
    const piece = encodePiece(7, new Uint8Array([0, 0]))
    for (const message of [step1, step2, update, state, piece]) content.send(message)
    presence.send(state)
    const data = latest().sent.flatMap((frame) =>
      frame.kind === 'data' ? [[frame.channel, frame.data[0]]] : [],
    )
    expect(data).toEqual([
      [1, SYNC],
      [1, PIECE],
      [2, AWARENESS],
    ])
    connection.stop()
  })

  it('tries again where the server never answers to a connection', async () => {
    const { connection, states } = setup()
    connection.start()
    await vi.advanceTimersByTimeAsync(40_000)
    expect(FakeSocket.made.length).toBeGreaterThan(1)
    expect(FakeSocket.made[0]!.readyState).toBe(3)
    latest().accept()
    expect(states.at(-1)).toBe('online')
    connection.stop()
  })

  it('notices a dead connection, also when the clock was set back or far ahead meanwhile', async () => {
    for (const jump of [-400 * 24 * 3_600_000, 400 * 24 * 3_600_000]) {
      FakeSocket.made = []
      const { connection, states } = setup()
      room(connection, 'names/wsp_x')
      await online(connection)
      latest().say({ kind: 'opened', channel: 1 })
      vi.setSystemTime(Date.now() + jump)
      await vi.advanceTimersByTimeAsync(50_000)
      expect(FakeSocket.made.length).toBeGreaterThan(1)
      latest().accept()
      expect(states.at(-1)).toBe('online')
      connection.stop()
    }
  })

  it('says something locally before 30 quiet seconds have passed', async () => {
    const { connection } = setup()
    const quiet = room(connection, 'names/wsp_x')
    const heard: number[] = []
    quiet.onmessage = ({ data }) => heard.push(data[0] ?? -1)
    await online(connection)
    latest().say({ kind: 'opened', channel: 1 })
    await vi.advanceTimersByTimeAsync(29_000)
    expect(heard).toContain(AWARENESS)
    connection.stop()
  })
})
