import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { encodePiece } from '../../../shared/protocol/room-message.ts'
import { SHARD } from '../../content/content-world.ts'
import { forge, set } from '../../content/guard/forge.ts'
import { HOMES, valuesOf } from '../../content/guard/guard-world.ts'
import { editsOf } from '../../content/guard/maps.ts'
import { ACME, PHONE, Scene } from './scene.ts'
import { waitFor } from '../../testing/wait-for.ts'

// The row "client id hijack" of the table in docs/sync.md, and what an attacker may win by choosing ids.

let scene: Scene
beforeEach(async () => {
  scene = await Scene.open()
})
afterEach(() => scene.close())

/** One edit on top of what the server has, under a client id. */
async function edit(key: string, value: unknown, client?: number): Promise<Uint8Array> {
  const doc = await scene.copy(client)
  const before = Y.encodeStateVector(doc)
  editsOf(doc).set(key, value)
  return Y.encodeStateAsUpdate(doc, before)
}

it('an id that writes for somebody else is refused, and the victim converges', async () => {
  const { doc } = scene.victim
  editsOf(doc).set(`${ACME}/worth`, 1)
  await waitFor(async () => expect((await scene.memory()).clocks.get(doc.clientID)).toBe(1))
  await scene.refused(forge(doc.clientID, 1, [set('edits', PHONE, 'EVIL')]), 'foreign-client')
  editsOf(doc).set(PHONE, 'hers')
  await scene.everybodySees('hers')
})

it('the server’s own id', async () => {
  const clock = (await scene.memory()).clocks.get(1) ?? 0
  await scene.refused(forge(1, clock, [set('edits', PHONE, 'EVIL')]), 'foreign-client')
  await scene.unharmed()
})

it('an id taken before its owner ever wrote: hers is refused instead of passing for what is there', async () => {
  const hers = await edit(PHONE, 'hers', 4711)
  const copy = await scene.copy(4711)
  const before = Y.encodeStateVector(copy)
  // Set back at once, so that nothing is left to see that it was another value.
  editsOf(copy).set(`${ACME}/portfolio`, HOMES.ben)
  scene.evil.data(0, encodePiece(1, Y.encodeStateAsUpdate(copy, before)))
  await waitFor(() => expect(scene.evil.saved(0)).toEqual([1]))
  const anna = await scene.world.device('anna')
  await anna.open(0, SHARD)
  anna.data(0, encodePiece(1, hers))
  const close = { kind: 'close', channel: 0, code: CLOSE.refusedUpdate, reason: 'foreign-client' }
  await waitFor(() => expect(anna.frames).toContainEqual(close))
  expect(anna.saved(0)).toEqual([])
  // Which is what makes a device say it again under another id.
  await anna.open(1, SHARD)
  anna.data(1, encodePiece(1, await edit(PHONE, 'hers')))
  await scene.everybodySees('hers')
})

it.each([
  ['the highest there is', 2 ** 32 - 1],
  ['the lowest', 0],
])('an offline edit is not lost to a refused one under an id that is %s', async (_what, id) => {
  const offline = await scene.copy(1_000)
  editsOf(offline).set(`${ACME}/portfolio`, HOMES.olga)
  scene.evil.data(0, encodePiece(1, await edit(`${ACME}/portfolio`, HOMES.ben, id)))
  await waitFor(() => expect(scene.evil.saved(0)).toEqual([1]))
  expect(await scene.notices('ben')).toMatchObject([{ code: 'not-allowed' }])
  const back = scene.world.stock('anna', SHARD, offline)
  const all = { [PHONE]: 'as it was', [`${ACME}/portfolio`]: HOMES.olga }
  await waitFor(() => expect(valuesOf(scene.victim.doc).edits).toEqual(all))
  await waitFor(() => expect(valuesOf(back.doc).edits).toEqual(all))
  expect((await scene.memory()).values.edits).toEqual(all)
})

it.each([
  ['higher', 5, 2 ** 32 - 1],
  ['lower', 2 ** 31, 2],
])('an offline edit wins over an allowed older one under an id that is %s', async (_what, hers, his) => {
  const offline = await scene.copy(hers)
  editsOf(offline).set(PHONE, 'hers, later')
  scene.evil.data(0, encodePiece(1, await edit(PHONE, 'his, earlier', his)))
  await waitFor(() => expect(scene.evil.saved(0)).toEqual([1]))
  scene.world.stock('anna', SHARD, offline)
  await waitFor(async () => expect((await scene.memory()).values.edits[PHONE]).toBe('hers, later'))
  await waitFor(() => expect(valuesOf(scene.victim.doc).edits[PHONE]).toBe('hers, later'))
})
