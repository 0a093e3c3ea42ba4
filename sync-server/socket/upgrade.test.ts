import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ORIGIN, SocketWorld } from './socket-world.ts'

let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
})
afterEach(() => world.close())

it('selects the protocol for a ticket from our origin, or the extension’s', async () => {
  expect(await world.tryUpgrade('', world.protocols('anna'))).toBe(101)
  const origin = 'chrome-extension://abcdefghijklmnop'
  expect(await world.tryUpgrade('', world.protocols('anna'), { origin })).toBe(101)
})

it.each([
  'https://evil.example',
  'https://handover.example.evil.example',
  'http://handover.example',
  'null',
  undefined,
])('refuses the origin %s without using the ticket up', async (origin) => {
  const protocols = world.protocols('anna')
  expect(await world.tryUpgrade('', protocols, origin === undefined ? {} : { origin })).toBe(403)
  expect(await world.tryUpgrade('', protocols)).toBe(101)
})

it('refuses no ticket, an unknown one, and one that was used', async () => {
  const used = world.protocols('anna')
  expect(await world.tryUpgrade('', used)).toBe(101)
  expect(await world.tryUpgrade('', used)).toBe(401)
  expect(await world.tryUpgrade('', [SUBPROTOCOL])).toBe(401)
  expect(await world.tryUpgrade('', [SUBPROTOCOL, `${TICKET_PREFIX}nonsense`])).toBe(401)
  expect(await world.tryUpgrade('', [`${TICKET_PREFIX}${world.ticket('anna')}`])).toBe(401)
})

it('knows no other path', async () => {
  expect(await world.tryUpgrade('hronize', world.protocols('anna'))).toBe(404)
  expect(await world.tryUpgrade('/../api', world.protocols('anna'))).toBe(404)
})

it('[SYNC-8] tells a client of another version so, and leaves its ticket', async () => {
  const ticket = TICKET_PREFIX + world.ticket('anna')
  const socket = new WebSocket(world.url, ['handover.99', ticket], { origin: ORIGIN })
  const code = await new Promise((resolve) => socket.on('close', resolve))
  expect(code).toBe(CLOSE.otherVersion)
  expect(await world.tryUpgrade('', [SUBPROTOCOL, ticket])).toBe(101)
})

it('negotiates no compression', async () => {
  const socket = new WebSocket(world.url, world.protocols('anna'), {
    origin: ORIGIN,
    perMessageDeflate: true,
  })
  await new Promise((resolve) => socket.on('open', resolve))
  expect([socket.protocol, socket.extensions]).toEqual([SUBPROTOCOL, ''])
  socket.terminate()
})
