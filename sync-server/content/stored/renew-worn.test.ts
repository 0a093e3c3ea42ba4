import { afterEach, beforeEach, expect, it } from 'vitest'
import { ContentWorld, hearing, ORG, SHARD } from '../content-world.ts'
import { created, HOMES, record, valuesOf } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'
import { renewWorn } from './renew-worn.ts'

const ACME = record('acme')
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna))
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
})
afterEach(() => world.close())

/** So many values written over each other, by turns, since Yjs joins neighbours; enough for the document to be stored whole. */
async function overwrite(times: number) {
  const anna = await world.copy()
  anna.transact(() => {
    for (let i = 0; i < times; i++) editsOf(anna).set(`${ACME}/${i % 2 ? 'phone' : 'fax'}`, `${i}`)
  })
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
}
const renew = () => renewWorn(world.store, world.documents, { now: () => world.now })
const epoch = async () => {
  const row = await world.store.read
    .selectFrom('documents')
    .select('epoch')
    .where('name', '=', SHARD)
    .executeTakeFirst()
  return row?.epoch
}

it('gives a document that is mostly past another without it, once nobody has it open', async () => {
  for (let i = 0; i < 2; i++) await overwrite(16_000)
  const before = valuesOf(await world.copy())
  const leave = world.documents.listen(
    ORG,
    SHARD,
    hearing(() => undefined),
  )
  await renew()
  expect(await epoch()).toBe(0)
  leave()
  await renew()
  expect([await epoch(), valuesOf(await world.copy())]).toEqual([1, before])
  await renew()
  expect(await epoch()).toBe(1)
})

it('counts its past against what it holds', async () => {
  const worn = async (wear: { live: number; past: number }) => {
    await world.store.write(async (tx) => {
      await tx.deleteFrom('document_wear').execute()
      await tx
        .insertInto('document_wear')
        .values({ organization_id: ORG, name: SHARD, ...wear })
        .execute()
    })
    await renew()
    return (await epoch()) === 1
  }
  expect(await worn({ live: 100, past: 4_900 })).toBe(false)
  expect(await worn({ live: 20_000, past: 39_000 })).toBe(false)
  expect(await worn({ live: 20_000, past: 41_000 })).toBe(true)
})

it('is not begun anew again and again by somebody who writes for that alone, while others have it open', async () => {
  const leave = world.documents.listen(
    ORG,
    SHARD,
    hearing(() => undefined),
  )
  const worn = { organization_id: ORG, name: SHARD, live: 1, past: 50_000 }
  await overwrite(2)
  const wearOut = async () => {
    await world.store.write(async (tx) => {
      await tx.deleteFrom('document_wear').execute()
      await tx.insertInto('document_wear').values(worn).execute()
    })
    await renew()
    return epoch()
  }
  expect(await wearOut()).toBe(1)
  expect(await wearOut()).toBe(1)
  world.now = new Date(world.now.getTime() + 10 * 60_000)
  expect(await wearOut()).toBe(2)
  leave()
})
