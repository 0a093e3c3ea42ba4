import { afterEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { ContentWorld, ORG, SHARD } from './content-world.ts'
import type * as Guard from './guard/guard.ts'
import { created, HOMES, record, USERS, valuesOf } from './guard/guard-world.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

const guard = vi.hoisted(() => ({ mistaken: null as Uint8Array | null }))

// A guard with a bug: of one update it does something else than it predicted, however often that comes.
vi.mock('./guard/guard.ts', async (load) => {
  const real = await load<typeof Guard>()
  const apply: typeof real.apply = (doc, update, ...rest) => {
    if (!guard.mistaken || Buffer.compare(guard.mistaken, update) !== 0)
      return real.apply(doc, update, ...rest)
    editsOf(doc).set('spoilt', true)
    return { status: 'fault', problem: new Error('not as predicted') }
  }
  return { ...real, apply }
})
afterEach(() => {
  guard.mistaken = null
})

it('throws a document away that changed unexpectedly, and keeps what came before and after', async () => {
  const world = await ContentWorld.open()
  const first = await world.copy()
  recordsOf(first).set(record('acme'), created(HOMES.anna))
  await world.send('anna', first)
  const vector = Y.encodeStateVector(first)
  const updates = await Promise.all(
    ['phone', 'worth', 'title'].map(async (field) => {
      const device = await world.copy()
      editsOf(device).set(`${record('acme')}/${field}`, field === 'worth' ? 5 : field)
      return Y.encodeStateAsUpdate(device, vector)
    }),
  )
  guard.mistaken = updates[1] ?? null
  const results = await Promise.all(
    updates.map((update) =>
      world.documents.receive({
        organizationId: ORG,
        userId: USERS.anna,
        document: SHARD,
        update,
        from: null,
      }),
    ),
  )
  expect(results).toEqual([{ status: 'saved' }, { status: 'refused', code: 'fault' }, { status: 'saved' }])
  expect(world.faults).toHaveLength(1)
  const quarantined = await world.store.read.selectFrom('quarantined_updates').selectAll().execute()
  expect(quarantined).toMatchObject([
    { document: SHARD, user_id: USERS.anna, problem: 'Error: not as predicted' },
  ])
  expect(Buffer.from(quarantined[0]?.data ?? []).equals(updates[1] as Uint8Array)).toBe(true)
  const all = { [`${record('acme')}/phone`]: 'phone', [`${record('acme')}/title`]: 'title' }
  expect(valuesOf(await world.copy()).edits).toEqual(all)
  await world.restart()
  expect(valuesOf(await world.copy()).edits).toEqual(all)
  await world.close()
})
