import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import { ContentWorld, ORG } from '../content-world.ts'
import { created, FOLDER, HOMES, record, USERS, valuesOf } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

/** More than stay in memory when nobody has them open. */
const MANY = 70

it('[SYNC-4] one commit takes what is said of more documents than stay in memory, also what goes on in the first of them', async () => {
  const world = await ContentWorld.open()
  const names = Array.from({ length: MANY }, (_, shard) => shardOf(FOLDER.id, shard))
  const send = (document: string, update: Uint8Array) =>
    world.documents.receive({ organizationId: ORG, userId: USERS.anna, document, update, from: null })
  const devices = await Promise.all(names.map((name) => world.copy(name)))
  const idOf = (i: number) => record(`r${100 + i}`)
  for (const [i, device] of devices.entries()) {
    recordsOf(device).set(idOf(i), created(HOMES.anna))
    expect(await send(names[i]!, Y.encodeStateAsUpdate(device))).toEqual({ status: 'saved' })
  }
  const edit = (i: number, field: string, value: string) => {
    const device = devices[i]!
    const known = Y.encodeStateVector(device)
    editsOf(device).set(`${idOf(i)}/${field}`, value)
    return send(names[i]!, Y.encodeStateAsUpdate(device, known))
  }
  const answers = [edit(0, 'phone', '1'), ...names.map((_, i) => edit(i, 'title', `Renamed ${i}`))]
  expect((await Promise.all(answers)).filter(({ status }) => status !== 'saved')).toEqual([])
  for (const [i, name] of names.entries())
    expect(valuesOf(await world.copy(name)).edits).toMatchObject({ [`${idOf(i)}/title`]: `Renamed ${i}` })
  // The other way round: what goes on in the first comes when all others were said.
  const again = [edit(0, 'phone', '2'), ...names.slice(1).map((_, i) => edit(i + 1, 'phone', '3'))]
  again.push(edit(0, 'title', 'Renamed last'))
  expect((await Promise.all(again)).filter(({ status }) => status !== 'saved')).toEqual([])
  expect(valuesOf(await world.copy(names[0]!)).edits).toMatchObject({
    [`${idOf(0)}/phone`]: '2',
    [`${idOf(0)}/title`]: 'Renamed last',
  })
  // And one that makes records that are in each of the others, which are looked into for it.
  const twice = devices[0]!
  const since = (known: Uint8Array) => send(names[0]!, Y.encodeStateAsUpdate(twice, known))
  const before = Y.encodeStateVector(twice)
  for (const i of names.keys()) if (i > 0) recordsOf(twice).set(idOf(i), created(HOMES.anna))
  const making = since(before)
  const both = await Promise.all([making, edit(0, 'phone', '4')])
  expect(both.filter(({ status }) => status !== 'saved')).toEqual([])
  expect(valuesOf(await world.copy(names[0]!)).edits).toMatchObject({ [`${idOf(0)}/phone`]: '4' })
  await world.close()
})
