import { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { encodeFrame, type Frame } from '../../shared/protocol/frame.ts'
import { Connection } from './connection.ts'
import type { Port, Room } from './room.ts'
import { waitFor } from '../testing/wait-for.ts'

/** What a connection needs of a socket, with its ends in the test's hands. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  send = vi.fn<(bytes: Uint8Array) => void>()
  close = vi.fn<(code: number, reason: string) => void>()
  terminate = vi.fn<() => void>()
  ping = vi.fn<() => void>()
  pause = vi.fn<() => void>()
  resume = vi.fn<() => void>()

  hear(frame: Frame): void {
    this.emit('message', Buffer.from(encodeFrame(frame)), true)
  }
}

let socket: FakeSocket
let connection: Connection
let ports: Port[]
let heard: string[]
let opening: PromiseWithResolvers<void>
beforeEach(() => {
  socket = new FakeSocket()
  ports = []
  heard = []
  opening = Promise.withResolvers()
  const who = { organizationId: 'org', userId: 'usr', sessionId: 'ses', deviceLabel: 'x' }
  const open = async (_who: unknown, name: string, port: Port): Promise<Room> => {
    await opening.promise
    ports.push(port)
    return {
      hear: (message) => heard.push(`${name} ${Buffer.from(message)}`),
      leave: () => heard.push(`left ${name}`),
    }
  }
  connection = new Connection(socket as unknown as WebSocket, who, null, open, () => undefined)
})
const open = async (channel = 0) => {
  socket.hear({ kind: 'open', channel, room: `room${channel}` })
  opening.resolve()
  await waitFor(() => expect(ports).toHaveLength(channel + 1))
}
const data = (text: string): Frame => ({ kind: 'data', channel: 0, data: new Uint8Array(Buffer.from(text)) })

it('ends a socket that does not answer a ping', () => {
  connection.ping()
  socket.emit('pong')
  connection.ping()
  expect(socket.terminate).not.toHaveBeenCalled()
  connection.ping()
  expect(socket.terminate).toHaveBeenCalledOnce()
})

it('ends a socket whose reader is far behind, and sends nothing more into it', async () => {
  await open()
  ports[0]?.send(new Uint8Array(1))
  expect(socket.send).toHaveBeenCalledTimes(1)
  socket.bufferedAmount = 33 * 1024 * 1024
  ports[0]?.send(new Uint8Array(1))
  expect(socket.send).toHaveBeenCalledTimes(1)
  expect(socket.terminate).toHaveBeenCalledOnce()
})

it('reads no further while much is being worked on', async () => {
  await open()
  const done = [5, 5].map((megabytes) => ports[0]?.busy(megabytes * 1024 * 1024))
  expect(socket.pause).toHaveBeenCalledOnce()
  done[0]?.()
  expect(socket.resume).not.toHaveBeenCalled()
  done[1]?.()
  expect(socket.resume).toHaveBeenCalledOnce()
})

it('keeps what comes before a room is open for it, in order, up to a limit', async () => {
  socket.hear({ kind: 'open', channel: 0, room: 'room0' })
  socket.hear(data('one'))
  socket.hear(data('two'))
  opening.resolve()
  await waitFor(() => expect(heard).toEqual(['room0 one', 'room0 two']))
})

it('ends a socket that sends on and on into a room that is not open', () => {
  socket.hear({ kind: 'open', channel: 0, room: 'room0' })
  for (let i = 0; i < 9; i++) socket.hear(data('x'.repeat(1024 * 1024)))
  expect(socket.close).toHaveBeenCalledWith(1008, 'too early')
})

it('leaves a room that was closed while it was being opened, and all of them with the socket', async () => {
  socket.hear({ kind: 'open', channel: 0, room: 'room0' })
  socket.hear({ kind: 'close', channel: 0, code: 1000, reason: '' })
  opening.resolve()
  await waitFor(() => expect(heard).toEqual(['left room0']))
  socket.hear({ kind: 'open', channel: 1, room: 'room1' })
  await waitFor(() => expect(ports).toHaveLength(2))
  socket.emit('close')
  expect(heard).toEqual(['left room0', 'left room1'])
  ports[1]?.send(new Uint8Array(1))
  expect(socket.send).not.toHaveBeenCalled()
})

it('opens a room once at a time', async () => {
  await open()
  socket.hear({ kind: 'open', channel: 1, room: 'room0' })
  expect(socket.close).toHaveBeenCalledWith(1008, 'a room is opened once')
})

it('reads more slowly who sends on and on', async () => {
  await open()
  for (let i = 0; i < 20_000; i++) socket.hear(data('x'))
  expect(socket.pause).not.toHaveBeenCalled()
  for (let i = 0; i < 5_000; i++) socket.hear(data('x'))
  expect(socket.pause).toHaveBeenCalledOnce()
  await waitFor(() => expect(socket.resume).toHaveBeenCalled())
})

it('opens no end of rooms', () => {
  // 300 at once; on a slow machine it is a few more, and never above 1,000.
  for (let channel = 0; channel <= 1_000; channel++)
    socket.hear({ kind: 'open', channel, room: `x${channel}` })
  expect(socket.close).toHaveBeenCalledWith(1008, 'too many rooms')
})
