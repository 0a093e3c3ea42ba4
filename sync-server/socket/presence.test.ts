import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { namesOf, presenceOf } from '../../shared/domain/documents/document-name.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { AWARENESS } from '../../shared/protocol/room-message.ts'
import { USERS, WORKSPACE } from '../content/guard/guard-world.ts'
import { awareness } from './messages.ts'
import { SocketWorld } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

const ROOM = presenceOf(WORKSPACE)
let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
})
afterEach(() => world.close())

/** States of others that a stock client shows, by client id. */
const others = (provider: ReturnType<SocketWorld['stock']>) =>
  Object.fromEntries(
    [...provider.awareness.getStates()].filter(([client]) => client !== provider.awareness.clientID),
  )

it('[SYNC-5] shows stock clients who else is here and where, and that they left', async () => {
  const anna = world.stock('anna', ROOM)
  const ben = world.stock('ben', ROOM)
  anna.awareness.setLocalState({ at: 'users' })
  const here = { at: 'users', user: { id: USERS.anna, name: 'anna' } }
  await waitFor(() => expect(others(ben)).toEqual({ [anna.awareness.clientID]: here }))
  await waitFor(() => expect(Object.values(others(anna))).toEqual([{ user: { id: USERS.ben, name: 'ben' } }]))
  anna.ws?.close()
  anna.disconnect()
  await waitFor(() => expect(others(ben)).toEqual({}))
})

it('[SYNC-5] shows who was here before to who comes later', async () => {
  const anna = world.stock('anna', ROOM)
  await waitFor(() => expect(anna.synced).toBe(true))
  const ben = world.stock('ben', ROOM)
  await waitFor(() => expect(Object.keys(others(ben))).toEqual([`${anna.awareness.clientID}`]))
})

it('writes the name itself: nobody appears as somebody else', async () => {
  const ben = world.stock('ben', ROOM)
  const anna = world.stock('anna', ROOM)
  ben.awareness.setLocalState({ user: { id: USERS.anna, name: 'anna' }, at: 'x' })
  await waitFor(() =>
    expect(others(anna)).toEqual({
      [ben.awareness.clientID]: { user: { id: USERS.ben, name: 'ben' }, at: 'x' },
    }),
  )
})

it('lets a socket speak for one client id, which nobody else has', async () => {
  const anna = world.stock('anna', ROOM)
  anna.awareness.setLocalState({ at: 'here' })
  const olga = world.stock('olga', ROOM)
  const victim = anna.awareness.clientID
  await waitFor(() => expect(Object.keys(others(olga))).toEqual([`${victim}`]))
  const ben = await world.device('ben')
  await ben.open(0, ROOM)
  const clock = 2 ** 31
  ben.data(0, awareness([{ client: victim, clock, state: null }]))
  ben.data(0, awareness([{ client: victim, clock, state: { at: 'EVIL' } }]))
  ben.data(0, awareness([{ client: 99, clock, state: { at: 'ben' } }]))
  ben.data(0, awareness([{ client: 98, clock, state: { at: 'second' } }]))
  await waitFor(() =>
    expect(others(olga)).toEqual({
      [victim]: { at: 'here', user: { id: USERS.anna, name: 'anna' } },
      99: { at: 'ben', user: { id: USERS.ben, name: 'ben' } },
    }),
  )
})

it('forgets an id whose clock somebody drove up: its next owner is heard', async () => {
  const olga = world.stock('olga', ROOM)
  const ben = await world.device('ben')
  await ben.open(0, ROOM)
  ben.data(0, awareness([{ client: 7, clock: 2 ** 50, state: { at: 'ben' } }]))
  await waitFor(() => expect(Object.keys(others(olga))).toEqual(['7']))
  ben.terminate()
  await waitFor(() => expect(others(olga)).toEqual({}))
  const anna = await world.device('anna')
  await anna.open(0, ROOM)
  anna.data(0, awareness([{ client: 7, clock: 1, state: { at: 'anna' } }]))
  await waitFor(() =>
    expect(others(olga)).toEqual({ 7: { at: 'anna', user: { id: USERS.anna, name: 'anna' } } }),
  )
})

it('lets a device back in under its id while its broken connection still seems to be here', async () => {
  const olga = world.stock('olga', ROOM)
  const before = await world.device('ben')
  await before.open(0, ROOM)
  before.data(0, awareness([{ client: 7, clock: 5, state: { at: 'old' } }]))
  await waitFor(() => expect(Object.keys(others(olga))).toEqual(['7']))
  const after = await world.device('ben')
  await after.open(0, ROOM)
  after.data(0, awareness([{ client: 7, clock: 6, state: { at: 'new' } }]))
  await waitFor(() => expect(others(olga)).toMatchObject({ 7: { at: 'new' } }))
  before.terminate()
  after.data(0, awareness([{ client: 7, clock: 7, state: { at: 'newer' } }]))
  await waitFor(() => expect(others(olga)).toMatchObject({ 7: { at: 'newer' } }))
})

it('takes no large states, no traps, and nothing in other rooms', async () => {
  const olga = world.stock('olga', ROOM)
  const ben = await world.device('ben')
  await ben.open(0, ROOM)
  await ben.open(1, namesOf(WORKSPACE))
  ben.data(0, awareness([{ client: 7, clock: 1, state: { at: 'x'.repeat(LIMITS.awareness) } }]))
  ben.data(1, awareness([{ client: 8, clock: 1, state: { at: 'elsewhere' } }]))
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, AWARENESS)
  const inner = encoding.createEncoder()
  for (const number of [1, 7, 1]) encoding.writeVarUint(inner, number)
  encoding.writeVarString(inner, '{"at":"ok","__pr\\u006fto__":{"role":"admin"}}')
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  ben.data(0, encoding.toUint8Array(encoder))
  await waitFor(() => expect(others(olga)).toEqual({ 7: { at: 'ok', user: { id: USERS.ben, name: 'ben' } } }))
  // An empty answer, so that a stock client does not take the room for dead.
  await waitFor(() => expect(ben.said(1)).toEqual([{ kind: 'awareness', bytes: new Uint8Array([0]) }]))
})

it('passes a burst on as its last state', async () => {
  const olga = await world.device('olga')
  await olga.open(0, ROOM)
  const ben = await world.device('ben')
  await ben.open(0, ROOM)
  for (let i = 0; i < 500; i++) ben.data(0, awareness([{ client: 7, clock: i, state: { i } }]))
  const texts = () =>
    olga.said(0).flatMap((said) => (said.kind === 'awareness' ? [Buffer.from(said.bytes).toString()] : []))
  await waitFor(() => expect(texts().at(-1)).toContain('{"i":499'))
  expect(texts().length).toBeLessThan(100)
})
