import { afterEach, beforeEach, expect, it } from 'vitest'
import { ContentWorld, ORG } from '../content/content-world.ts'
import { insertEach } from './insert-each.ts'

let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
})
afterEach(() => world.close())

const update = (seq: number) => ({ organization_id: ORG, name: 'x', seq, data: Uint8Array.of(seq) })
const numbers = async () =>
  (await world.store.read.selectFrom('document_updates').select('seq').where('name', '=', 'x').execute()).map(
    ({ seq }) => seq,
  )

it('writes all rows, those too whose columns came in another order or are others', async () => {
  await world.store.write((tx) => insertEach(tx, 'document_updates', []))
  await world.store.write((tx) => insertEach(tx, 'document_updates', [update(1), update(2)]))
  const { data, ...rest } = update(4)
  await world.store.write((tx) => insertEach(tx, 'document_updates', [update(3), { data, ...rest }]))
  await world.store.write((tx) => insertEach(tx, 'document_updates', [{ data, ...rest, seq: 5 }]))
  const notice = { organization_id: ORG, id: 'not_1', user_id: 'usr_ben', data: '{}' }
  await world.store.write((tx) => insertEach(tx, 'notices', [notice]))
  expect(await numbers()).toEqual([1, 2, 3, 4, 5])
  expect(await world.store.read.selectFrom('notices').selectAll().execute()).toEqual([notice])
})

it('[SYNC-4] keeps nothing of the rows before one that can’t be written', async () => {
  const writing = world.store.write((tx) => insertEach(tx, 'document_updates', [1, 2, 2].map(update)))
  await expect(writing).rejects.toThrow('UNIQUE')
  const beside = [[3, 4], [5, 5], [6]].map((seqs) =>
    world.store.write((tx) => insertEach(tx, 'document_updates', seqs.map(update))),
  )
  await Promise.allSettled(beside)
  expect(await numbers()).toEqual([3, 4, 6])
})
