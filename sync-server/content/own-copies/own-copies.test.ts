import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownOf, shardOf } from '../../../shared/domain/documents/document-name.ts'
import type { Restriction } from '../../../shared/domain/model/membership.ts'
import * as ownShards from '../../store/migrations/0024-own-shards.ts'
import { ContentWorld, ORG } from '../content-world.ts'
import { created, FOLDER, HOMES, record, USERS, WORKSPACE } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

const SHARDS = [0, 1]
const IN_A_SHARD = 7
const nameOf = (shard: number, i: number) => record(`item-${shard}-${i}-`)
const OF_BEN = 3

let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open({ copiedAtOnce: 2 })
  for (const shard of SHARDS) {
    const olga = await world.copy(shardOf(FOLDER.id, shard))
    for (let i = 0; i < IN_A_SHARD; i++) {
      const values = { phone: `030 secret ${shard}${i}`, worth: i }
      recordsOf(olga).set(nameOf(shard, i), created(i === OF_BEN ? HOMES.ben : HOMES.anna, values))
    }
    await world.send('olga', olga, shardOf(FOLDER.id, shard))
  }
})
afterEach(() => world.close())

const own = (shard: number) => ownOf(USERS.ben, FOLDER.id, shard)
const copyOf = async (shard: number) => recordsOf(await world.copy(own(shard))).toJSON()
const heads = () => world.documents.ownHeads(ORG, WORKSPACE, USERS.ben)
const epochs = async () =>
  (
    await world.store.read
      .selectFrom('documents')
      .select(['name', 'epoch'])
      .where('name', 'like', 'own/%')
      .orderBy('name')
      .execute()
  ).map(({ epoch }) => epoch)

async function edit(recordId: string, field: string, value: unknown, shard = 0) {
  const olga = await world.copy(shardOf(FOLDER.id, shard))
  editsOf(olga).set(`${recordId}/${field}`, value)
  expect(await world.send('olga', olga, shardOf(FOLDER.id, shard))).toEqual({ status: 'saved' })
}

/** What there is of the first shard's copy, between one slice and the next. */
async function untilSome(): Promise<Record<string, unknown>> {
  for (;;) {
    const now = await copyOf(0)
    if (Object.keys(now).length > 0) return now
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function expectWhole(restriction: Restriction) {
  await world.documents.writeOwnCopies()
  for (const shard of SHARDS) {
    const copy = await copyOf(shard)
    expect(Object.keys(copy)).toHaveLength(restriction === 'masked-contacts' ? IN_A_SHARD : 1)
    expect(JSON.stringify(copy).includes('secret')).toBe(restriction !== 'masked-contacts')
  }
  for (const head of (await heads()).values()) expect(head).toBeGreaterThan(0)
}

it('[ROLE-10] is written a slice at a time, what others do is done in between, and each shard is told when it is whole', async () => {
  const told: [string, number][] = []
  world.documents.listenHeads(
    ORG,
    WORKSPACE,
    (name, seq) => name.startsWith('own/') && told.push([name, seq]),
  )
  await world.beginToRestrict('ben', ['masked-contacts'])
  expect(await heads()).toEqual(new Map(SHARDS.map((shard) => [own(shard), 0])))
  const some = await untilSome()
  expect(Object.keys(some).length).toBeLessThan(IN_A_SHARD)
  // Of what is written already, and of what is not.
  for (let i = 0; i < IN_A_SHARD; i++) await edit(nameOf(0, i), 'worth', 100 + i)
  await edit(nameOf(0, 0), 'phone', '040 secret')
  await expectWhole('masked-contacts')
  const worth = Object.values(await copyOf(0)).map(
    (one) => (one as { values: { worth: number } }).values.worth,
  )
  expect(worth.sort()).toEqual([100, 101, 102, 103, 104, 105, 106])
  expect(told.slice(0, 2)).toEqual(SHARDS.map((shard) => [own(shard), 0]))
  const later = told.slice(2)
  expect(later.filter(([, seq]) => seq === 0)).toEqual([])
  expect([...new Set(later.map(([name]) => name))]).toEqual(SHARDS.map(own))
})

it('[ROLE-10] goes on after the server was stopped in the middle', async () => {
  await world.beginToRestrict('ben', ['masked-contacts'])
  await untilSome()
  await world.restart()
  expect([...(await heads()).values()]).toContain(0)
  expect(Object.keys(await copyOf(1))).toEqual([])
  await expectWhole('masked-contacts')
})

it('[ROLE-10] leaves nothing out when a slice could not be written', async () => {
  await world.beginToRestrict('ben', ['masked-contacts'])
  const gate = world.store.hold()
  const writing = world.documents.writeOwnCopies()
  await gate.held
  gate.fail()
  await writing
  await expectWhole('masked-contacts')
})

it('[ROLE-10] with other rights nothing of before is left at once, also where it was half written', async () => {
  await world.restrict('ben', ['masked-contacts'])
  const replaced: string[] = []
  const listener = { changed: () => undefined, replaced: (epoch: string) => void replaced.push(epoch) }
  const stop = world.documents.listen(ORG, own(0), listener)
  await world.beginToRestrict('ben', ['own-items-only'])
  expect(replaced).toEqual(['1'])
  expect(await epochs()).toEqual([1, 1])
  expect(Object.keys(await copyOf(1))).toEqual([])
  await world.beginToRestrict('ben', ['own-items-only', 'masked-contacts'])
  expect(await epochs()).toEqual([2, 2])
  await world.restrict('ben', ['own-items-only'])
  await expectWhole('own-items-only')
  // What lies there of who is not restricted any more is of no time that will come again.
  await world.restrict('ben', [])
  expect([await copyOf(0), await copyOf(1)]).toEqual([{}, {}])
  expect(
    await world.store.read.selectFrom('documents').select('name').where('unfinished', '=', 1).execute(),
  ).toEqual([])
  stop()
})

it('[ROLE-10] copies from before, one for a whole folder, come again as shards', async () => {
  await world.restrict('ben', ['masked-contacts'])
  await world.documents.stop()
  await world.store.write(async (tx) => {
    await sql`drop index documents_unfinished`.execute(tx)
    await sql`drop table veil_keys`.execute(tx)
    await sql`delete from documents where name = ${own(1)}`.execute(tx)
    await sql`update documents set name = ${`own/${USERS.ben}/${FOLDER.id}`} where name like 'own/%'`.execute(
      tx,
    )
    await sql`update document_updates set name = ${`own/${USERS.ben}/${FOLDER.id}`} where name = ${own(0)}`.execute(
      tx,
    )
    await sql`alter table documents drop column unfinished`.execute(tx)
    await ownShards.up(tx as unknown as Kysely<unknown>)
  })
  await world.restart()
  expect(await heads()).toEqual(new Map(SHARDS.map((shard) => [own(shard), 0])))
  await expectWhole('masked-contacts')
})
