import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Bus } from './bus.ts'
import { ReplicaDatabase } from './database.ts'
import { FolderIndex } from './folder-index.ts'
import { RecordPages, type RecordToWrite } from './record-pages.ts'

const NAME = 'an index'
const FOLDER = 'fld_deals00000000000'
const ID = 'rec_twice00000000000'

let db: ReplicaDatabase
let bus: Bus
let pages: RecordPages
let index: FolderIndex
beforeEach(() => {
  db = new ReplicaDatabase(NAME)
  bus = new Bus(NAME)
  pages = new RecordPages(db)
  index = new FolderIndex(pages, bus, FOLDER)
})
afterEach(async () => {
  index.close()
  bus.close()
  db.close()
  await Dexie.delete(NAME)
})

async function write(shard: number, title: string | null, told: string[] | null = [ID]): Promise<void> {
  const record: Omit<RecordToWrite, 'title'> = {
    ...{ id: ID, folderId: FOLDER, shard, portfolio: 'pfo_a', createdAt: '2026-05-01T08:00:00.000Z' },
    ...{ deleted: null, values: {}, open: 1, touched: 0 },
  }
  await pages.write(FOLDER, shard, title === null ? [] : [{ ...record, title }], title === null ? [ID] : [])
  bus.post({ kind: 'records', folderId: FOLDER, shard, ids: told })
}
const found = async (text: string) => (await index.find({ text })).map(({ shard }) => shard)

it.each([
  ['by name', [ID]],
  ['as a whole shard', null],
])('[REC-4] lists a record once that is in two shards, the lower one; told %s', async (_how, told) => {
  await write(1, 'In the second', told)
  expect(await found('in the')).toEqual([1])
  await write(0, 'In the first', told)
  expect(await found('in the')).toEqual([0])
  expect(await found('first')).toEqual([0])
  await write(1, 'In the second, changed', told)
  expect(await found('in the')).toEqual([0])
  await write(0, null, told)
  expect(await found('in the')).toEqual([1])
  expect(await found('changed')).toEqual([1])
  await write(1, null, told)
  expect(await found('')).toEqual([])
})

it('[REC-4] reads a folder with such a record in it', async () => {
  await write(0, 'In the first')
  await write(1, 'In the second')
  expect(await found('')).toEqual([0])
  expect((await pages.locate(FOLDER, [ID])).get(ID)).toBe(0)
})
