import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { meOf, namesOf, presenceOf } from '../../shared/domain/documents/document-name.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { ORG, SHARD } from '../content/content-world.ts'
import { USERS, WORKSPACE } from '../content/guard/guard-world.ts'
import { type MuxClient, SocketWorld } from './socket-world.ts'

let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
})
afterEach(() => world.close())

const roomClosed = (client: MuxClient, code: number, channel = 0) =>
  vi.waitFor(() => expect(client.closeOf(channel)).toBe(code))
const socketClosed = (client: MuxClient, code: number) =>
  vi.waitFor(() => expect(client.closed?.code).toBe(code))

it('close rooms that may no longer be read, and let the others be', async () => {
  const ben = await world.device('ben')
  await ben.open(0, SHARD)
  await ben.open(1, meOf(USERS.ben))
  await world.content.putOut('ben')
  world.sockets.reconsider(ORG)
  await roomClosed(ben, CLOSE.forbidden)
  expect([ben.closeOf(1), ben.closed]).toEqual([null, null])
})

it('[SYNC-7] end the sockets of a user, or of a session', async () => {
  const [anna, ben, other] = [
    await world.device('anna'),
    await world.device('ben'),
    await world.device('olga'),
  ]
  world.sockets.closeUser(ORG, USERS.ben, CLOSE.sessionEnded)
  await socketClosed(ben, CLOSE.sessionEnded)
  world.sockets.closeSession('session of anna', CLOSE.sessionEnded)
  await socketClosed(anna, CLOSE.sessionEnded)
  expect(other.closed).toBeNull()
})

it('[LIFE-2] end the sockets of who is deactivated', async () => {
  const ben = await world.device('ben')
  await world.content.store.write((tx) =>
    tx.updateTable('users').set({ state: 'deactivated' }).where('user_id', '=', USERS.ben).execute(),
  )
  world.sockets.reconsider(ORG, [USERS.ben])
  await socketClosed(ben, CLOSE.sessionEnded)
})

it('[USR-2] tells that somebody is active, at most once a minute and when they leave', async () => {
  const ben = await world.device('ben')
  await ben.open(0, SHARD)
  await ben.open(1, namesOf(WORKSPACE))
  expect(world.active).toEqual([USERS.ben])
  world.content.now = new Date(world.content.now.getTime() + 60_000)
  await ben.open(2, presenceOf(WORKSPACE))
  expect(world.active).toEqual([USERS.ben, USERS.ben])
  ben.terminate()
  await vi.waitFor(() => expect(world.active).toHaveLength(3))
})
