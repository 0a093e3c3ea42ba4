import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { namesOf, presenceOf } from '../../shared/domain/documents/document-name.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { encodePiece } from '../../shared/protocol/room-message.ts'
import { SHARD } from '../content/content-world.ts'
import { created, HOMES, record, valuesOf, WORKSPACE } from '../content/guard/guard-world.ts'
import { editsOf, recordsOf } from '../content/guard/maps.ts'
import { syncStep1 } from './messages.ts'
import { SocketWorld } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

const ACME = record('acme')
const PHONE = `${ACME}/phone`
let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
  const anna = await world.content.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna))
  await world.content.send('anna', anna)
})
afterEach(() => world.close())

it('closes the rooms of the ended epoch, says the next one, and opens that', async () => {
  const ben = await world.device('ben')
  await ben.open(0, SHARD)
  await world.content.renew()
  const closed = { kind: 'close', channel: 0, code: CLOSE.staleEpoch, reason: '1' }
  await waitFor(() => expect(ben.frames).toContainEqual(closed))
  ben.send({ kind: 'open', channel: 1, room: SHARD })
  await waitFor(() => expect(ben.frames).toContainEqual({ ...closed, channel: 1 }))
  await ben.open(2, `${SHARD}.1`)
  ben.data(2, syncStep1(new Uint8Array([0])))
  await waitFor(() => expect(Object.keys(valuesOf(ben.merged(2)).records)).toEqual([ACME]))
})

it('lets an unmodified client fetch the next epoch under its name', async () => {
  const old = world.stock('ben', SHARD)
  await waitFor(() => expect(old.synced).toBe(true))
  const closed = vi.fn<(event: { code: number; reason: string }) => void>()
  old.on('closed', closed)
  await world.content.renew((_records, edits) => edits.set(PHONE, '5'))
  await waitFor(() => expect(closed.mock.calls[0]?.[0]).toEqual({ code: CLOSE.staleEpoch, reason: '1' }))
  const next = world.stock('ben', `${SHARD}.1`)
  await waitFor(() => expect(valuesOf(next.doc).edits).toEqual({ [PHONE]: '5' }))
})

it('tells nobody without the right that there is another epoch', async () => {
  const rita = await world.device('rita')
  await world.content.renew()
  for (const [channel, room] of [SHARD, `${SHARD}.1`, 'content/fld_none000000000000/0.1'].entries())
    rita.send({ kind: 'open', channel, room })
  const closed = [0, 1, 2].map((channel) => ({
    kind: 'close',
    channel,
    code: CLOSE.forbidden,
    reason: 'forbidden',
  }))
  await waitFor(() => expect(rita.frames).toEqual(closed))
})

it('neither takes nor acknowledges a piece that came while the epoch ended', async () => {
  const anna = await world.device('anna')
  await anna.open(0, SHARD)
  const copy = await world.content.copy()
  const before = Y.encodeStateVector(copy)
  editsOf(copy).set(PHONE, '2')
  const gate = world.content.store.hold()
  const renewing = world.content.renew()
  await gate.held
  anna.data(0, encodePiece(9, Y.encodeStateAsUpdate(copy, before)))
  // A round trip: the server has the piece, which waits for the write before it.
  await world.tryUpgrade('', world.protocols('anna'))
  gate.release()
  await renewing
  await waitFor(() => expect(anna.closeOf(0)).toBe(CLOSE.staleEpoch))
  expect(anna.saved(0)).toEqual([])
  expect(valuesOf(await world.content.copy()).edits).toEqual({})
})

it('sends for a new copy who knows of the server what it does not know itself, as after a restored backup', async () => {
  const ben = await world.device('ben')
  await ben.open(0, namesOf(WORKSPACE))
  const ahead = new Y.Doc()
  ahead.clientID = 1
  ahead.getMap('rows').set('user/x', 1)
  ben.data(0, syncStep1(Y.encodeStateVector(ahead)))
  await waitFor(() => expect(ben.closeOf(0)).toBe(CLOSE.staleEpoch))
})

it('knows no epochs of presence', async () => {
  const ben = await world.device('ben')
  ben.send({ kind: 'open', channel: 0, room: `${presenceOf(WORKSPACE)}.1` })
  await waitFor(() => expect(ben.closeOf(0)).toBe(CLOSE.forbidden))
})
