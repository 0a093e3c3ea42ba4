import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { ContentWorld, hearing, ORG, SHARD } from '../content-world.ts'
import { created, HOMES, record, USERS, valuesOf } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

const ACME = record('acme')

it('[SYNC-4] makes of what one commit saves one row of the log, told once, and to its sender only beside what others sent', async () => {
  const world = await ContentWorld.open()
  const first = await world.copy()
  recordsOf(first).set(ACME, created(HOMES.anna))
  await world.send('anna', first)
  const heard: [update: Uint8Array, from: unknown, everybody: boolean][] = []
  const reader = await world.copy()
  world.documents.listen(
    ORG,
    SHARD,
    hearing((...told) => heard.push(told)),
  )
  const rows = () =>
    world.store.read.selectFrom('document_updates').select('seq').where('name', '=', SHARD).execute()
  const before = await rows()
  const edit = async (from: string, field: string, value: unknown) => {
    const device = await world.copy()
    const known = Y.encodeStateVector(device)
    editsOf(device).set(`${ACME}/${field}`, value)
    const update = Y.encodeStateAsUpdate(device, known)
    return { organizationId: ORG, userId: USERS.anna, document: SHARD, update, from }
  }
  const together = async (edits: ReturnType<typeof edit>[]) => {
    const arrivals = await Promise.all(edits)
    await Promise.all(arrivals.map((arrival) => world.documents.receive(arrival)))
  }
  await together([edit('one', 'phone', '2'), edit('one', 'title', 'Acme Ltd')])
  await together([edit('one', 'phone', '3'), edit('other', 'worth', 4)])
  expect(heard.map(([, from, everybody]) => [from, everybody])).toEqual([
    ['one', false],
    ['one', true],
  ])
  expect(await rows()).toHaveLength(before.length + 2)
  for (const [update] of heard) Y.applyUpdate(reader, update)
  expect(valuesOf(reader).edits).toEqual({
    [`${ACME}/phone`]: '3',
    [`${ACME}/title`]: 'Acme Ltd',
    [`${ACME}/worth`]: 4,
  })
  await world.restart()
  expect(valuesOf(await world.copy())).toEqual(valuesOf(reader))
  await world.close()
})
