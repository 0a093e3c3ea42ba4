import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { presenceOf } from '../../../shared/domain/documents/document-name.ts'
import { encodeFrame } from '../../../shared/protocol/frame.ts'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { AWARENESS, encodePiece, QUERY_AWARENESS } from '../../../shared/protocol/room-message.ts'
import { SHARD } from '../../content/content-world.ts'
import { created, HOMES, record, WORKSPACE } from '../../content/guard/guard-world.ts'
import { recordsOf } from '../../content/guard/maps.ts'
import { syncStep1 } from '../messages.ts'
import { MuxClient, ORIGIN } from '../socket-world.ts'
import { Scene } from './scene.ts'
import { waitFor } from '../../testing/wait-for.ts'

// Rows of the table in docs/sync.md about too much, too often and too slowly.

let scene: Scene
beforeEach(async () => {
  // Often enough for a test, and seldom enough that nobody is taken for dead on a busy machine.
  scene = await Scene.open({ pingEvery: 2_000, mostBuffered: 1024 * 1024 })
})
afterEach(() => scene.close())

const ROOM = presenceOf(WORKSPACE)

it('SyncStep1 amplification: a burst costs a few answers, and its last question is answered', async () => {
  const said = scene.evil.said(0).length
  for (let i = 0; i < 2_000; i++) scene.evil.data(0, syncStep1(new Uint8Array([0])))
  await scene.evil.open(1, ROOM)
  expect(scene.evil.said(0).length - said).toBeLessThanOrEqual(6)
  await scene.unharmed()
})

it('awareness: 200,000 entries in one message, and questions by the thousand', async () => {
  const victim = scene.world.stock('anna', ROOM)
  victim.awareness.setLocalState({ at: 'here' })
  await scene.evil.open(1, ROOM)
  await waitFor(() => expect(scene.evil.said(1).length).toBeGreaterThan(0))
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 200_000)
  for (let i = 0; i < 200_000; i++) {
    encoding.writeVarUint(states, i)
    encoding.writeVarUint(states, 1)
    encoding.writeVarString(states, '{}')
  }
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, AWARENESS)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(states))
  scene.evil.data(1, encoding.toUint8Array(message))
  const said = scene.evil.said(1).length
  for (let i = 0; i < 2_000; i++) scene.evil.data(1, new Uint8Array([QUERY_AWARENESS]))
  await scene.evil.open(2, `names/${WORKSPACE}`)
  expect(scene.evil.said(1).length - said).toBeLessThanOrEqual(6)
  expect([...victim.awareness.getStates().keys()]).toEqual([victim.awareness.clientID])
})

it('huge update: a message larger than a socket takes ends the socket', async () => {
  scene.evil.sendBytes(new Uint8Array(LIMITS.socketMessage + 1))
  await waitFor(() => expect(scene.evil.closed?.code).toBe(1009))
  await scene.unharmed()
})

it('the same room many times on one socket ends it', async () => {
  await scene.evil.open(1, ROOM)
  scene.evil.send({ kind: 'open', channel: 2, room: ROOM })
  await waitFor(() => expect(scene.evil.closed?.code).toBe(1008))
})

it('slow sender: who begins a message and never ends it is cut off', async () => {
  // Says nothing by itself, not even that it is still there: that would be in the middle of the message.
  const socket = new WebSocket(scene.world.url, scene.world.protocols('ben'), {
    origin: ORIGIN,
    autoPong: false,
  })
  const slow = new MuxClient(socket)
  await slow.opened
  const raw = (socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket
  // A masked binary message of 60,000 bytes, of which four come.
  raw.write(new Uint8Array([0x82, 0xfe, 0xea, 0x60, 0, 0, 0, 0, 1, 2, 3, 4]))
  await waitFor(() => expect(slow.closed).not.toBeNull())
  await scene.unharmed()
})

it('slow reader: who does not read is cut off before the server holds much for them', async () => {
  const socket = new WebSocket(scene.world.url, scene.world.protocols('ben'), { origin: ORIGIN })
  await new Promise((resolve) => socket.on('open', resolve))
  socket.send(encodeFrame({ kind: 'open', channel: 0, room: SHARD }))
  // From here on nothing is read, so that not even the end is heard of.
  const raw = (socket as unknown as { _socket: { pause(): void } })._socket
  await new Promise((resolve) => socket.once('message', resolve))
  raw.pause()
  const anna = await scene.world.device('anna')
  await anna.open(0, SHARD)
  const before = await scene.world.connections()
  const copy = await scene.copy()
  let vector = Y.encodeStateVector(copy)
  for (let i = 0; i < 12; i++) {
    for (let j = 0; j < 8; j++)
      recordsOf(copy).set(record(`big${i}x${j}`), created(HOMES.anna, { phone: 'x'.repeat(9_000) }))
    anna.data(0, encodePiece(i, Y.encodeStateAsUpdate(copy, vector)))
    vector = Y.encodeStateVector(copy)
  }
  // Kernels buffer some megabytes themselves, so it is the unanswered ping that ends most.
  await waitFor(async () => expect(await scene.world.connections()).toBe(before - 1))
  await waitFor(() => expect(anna.saved(0)).toHaveLength(12))
  socket.terminate()
})
