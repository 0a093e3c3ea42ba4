import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  headsOf,
  meOf,
  namesOf,
  ownHeadsOf,
  ownOf,
  presenceOf,
  RECORDS_MAP,
} from '../../shared/domain/documents/document-name.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { ORG, SHARD } from '../content/content-world.ts'
import { created, FOLDER, HOMES, record, USERS, WORKSPACE } from '../content/guard/guard-world.ts'
import { syncUpdate } from './messages.ts'
import { type MuxClient, SocketWorld } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
})
afterEach(() => world.close())

const roomClosed = (client: MuxClient, code: number, channel = 0) =>
  waitFor(() => expect(client.closeOf(channel)).toBe(code))
const socketClosed = (client: MuxClient, code: number) =>
  waitFor(() => expect(client.closed?.code).toBe(code))

it('close rooms that may no longer be read, and let the others be', async () => {
  const ben = await world.device('ben')
  await ben.open(0, SHARD)
  await ben.open(1, meOf(USERS.ben))
  await world.content.putOut('ben')
  world.sockets.reconsider(ORG)
  await roomClosed(ben, CLOSE.forbidden)
  expect([ben.closeOf(1), ben.closed]).toEqual([null, null])
})

it('tell which content there is, what changed after that was told, and nothing after a lost right', async () => {
  const [ben, rita] = [await world.device('ben'), await world.device('rita')]
  rita.send({ kind: 'open', channel: 0, room: headsOf(WORKSPACE) })
  await roomClosed(rita, CLOSE.forbidden)
  await ben.open(0, headsOf(WORKSPACE))
  await ben.open(1, SHARD)
  const heads = () => ben.said(0).flatMap((said) => (said.kind === 'heads' ? [said.heads] : []))
  await waitFor(() => expect(heads()).toEqual([{}]))
  const add = async (name: string) => {
    const copy = await world.content.copy(SHARD, 7)
    copy.getMap(RECORDS_MAP).set(record(name), created(HOMES.anna))
    await world.content.send('anna', copy)
  }
  await add('one')
  await add('two')
  await waitFor(() => expect(heads().at(-1)).toEqual({ [SHARD]: 2 }))
  const told = ben.frames.filter((frame) => frame.kind === 'data')
  expect(told.at(-1)?.channel).toBe(0)
  expect(ben.merged(1).getMap(RECORDS_MAP).size).toBe(2)

  const again = await world.device('ben')
  await again.open(0, headsOf(WORKSPACE))
  await waitFor(() => expect(again.said(0)).toContainEqual({ kind: 'heads', heads: { [SHARD]: 2 } }))
  await world.content.putOut('ben')
  world.sockets.reconsider(ORG)
  await roomClosed(again, CLOSE.forbidden)
})

it('tell nothing more to who has lost a right, also while it is being looked at', async () => {
  const [anna, ben] = [await world.device('anna'), await world.device('ben')]
  await Promise.all([anna.open(0, SHARD), ben.open(0, SHARD), ben.open(1, meOf(USERS.ben))])
  await world.content.putOut('ben')
  const copy = await world.content.copy(SHARD, 7)
  copy.getMap(RECORDS_MAP).set(record('secret'), created(HOMES.anna))
  const update = Y.encodeStateAsUpdate(copy)
  // Stands at its commit when the look at Ben's rights begins, so it is told before that is done.
  const gate = world.content.store.hold()
  const saved = world.content.documents.receive({
    organizationId: ORG,
    userId: USERS.anna,
    document: SHARD,
    update,
    from: null,
  })
  await gate.held
  world.sockets.reconsider(ORG, [USERS.ben])
  gate.release()
  expect((await saved).status).toBe('saved')
  await roomClosed(ben, CLOSE.forbidden)
  await waitFor(() => expect(anna.merged(0).getMap(RECORDS_MAP).size).toBe(1))
  expect(ben.merged(0).getMap(RECORDS_MAP).size).toBe(0)
  expect(ben.closeOf(1)).toBeNull()
})

it('tell what was held back, in order, where the right is still there', async () => {
  const ben = await world.device('ben')
  await ben.open(0, SHARD)
  const copy = await world.content.copy(SHARD, 7)
  for (const name of ['one', 'two']) {
    copy.getMap(RECORDS_MAP).set(record(name), created(HOMES.anna))
    const update = Y.encodeStateAsUpdate(copy)
    const at = { organizationId: ORG, userId: USERS.anna, document: SHARD, from: null }
    const gate = world.content.store.hold()
    const saved = world.content.documents.receive({ ...at, update })
    await gate.held
    world.sockets.reconsider(ORG)
    gate.release()
    await saved
  }
  await waitFor(() => expect(ben.merged(0).getMap(RECORDS_MAP).size).toBe(2))
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

it('let one user have 64 sockets at once, and others theirs', async () => {
  const devices = await Promise.all(Array.from({ length: 64 }, () => world.device('ben')))
  const more = await world.device('ben')
  await socketClosed(more, 1008)
  expect(devices.every(({ closed }) => closed === null)).toBe(true)
  const anna = await world.device('anna')
  await anna.open(0, SHARD)
  devices[0]?.terminate()
  await waitFor(async () => (await world.device('ben')).open(0, SHARD))
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
  await waitFor(() => expect(world.active).toHaveLength(3))
})

it('[ROLE-10] open to somebody restricted their own copy alone, which they can’t write', async () => {
  const add = async (name: string, portfolio: string) => {
    const copy = await world.content.copy(SHARD, 7)
    copy.getMap(RECORDS_MAP).set(record(name), created(portfolio, { phone: '0123' }, name))
    await world.content.send('olga', copy)
  }
  await add('anna-one', HOMES.anna)
  const before = await world.device('ben')
  await before.open(0, SHARD)
  await before.open(1, headsOf(WORKSPACE))
  await world.content.restrict('ben', ['own-items-only'])
  world.sockets.reconsider(ORG)
  await roomClosed(before, CLOSE.forbidden)
  await roomClosed(before, CLOSE.forbidden, 1)

  const ben = await world.device('ben')
  const forbidden = [SHARD, headsOf(WORKSPACE), ownOf(USERS.anna, FOLDER.id, 0)]
  for (const [channel, room] of forbidden.entries()) {
    ben.send({ kind: 'open', channel, room })
    await roomClosed(ben, CLOSE.forbidden, channel)
  }
  await ben.open(3, ownHeadsOf(WORKSPACE))
  await ben.open(4, ownOf(USERS.ben, FOLDER.id, 0))
  await add('anna-two', HOMES.anna)
  await add('ben-one', HOMES.ben)
  await waitFor(() => expect([...ben.merged(4).getMap(RECORDS_MAP).keys()]).toEqual([record('ben-one')]))
  await waitFor(() =>
    expect(ben.said(3)).toContainEqual({ kind: 'heads', heads: { [ownOf(USERS.ben, FOLDER.id, 0)]: 1 } }),
  )
  const heard = Buffer.concat(ben.frames.flatMap((frame) => (frame.kind === 'data' ? [frame.data] : [])))
  expect(heard.includes('ben-one')).toBe(true)
  for (const foreign of ['anna-one', 'anna-two', SHARD]) expect(heard.includes(foreign)).toBe(false)

  const copy = new Y.Doc()
  copy.getMap(RECORDS_MAP).set(record('forged'), created(HOMES.ben))
  ben.data(4, syncUpdate(Y.encodeStateAsUpdate(copy)))
  await socketClosed(ben, CLOSE.forbidden)
  // Who is not restricted has no such copy.
  const anna = await world.device('anna')
  anna.send({ kind: 'open', channel: 0, room: ownOf(USERS.anna, FOLDER.id, 0) })
  await roomClosed(anna, CLOSE.forbidden)
})
