// Long because each is about the same index, over the same few records, and how it comes to what it lists.
import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Bus } from '../tabs/bus.ts'
import { type RecordEntry, ReplicaDatabase } from '../database.ts'
import { FolderIndex } from './folder-index.ts'
import { RecordPages, type RecordToWrite } from './record-pages.ts'
import type { ListQuery } from '../replica.ts'
import { MOST_CHANGES, ShardChanges } from './shard-changes.ts'
import { StoredLists } from './stored-list.ts'

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
  index = openIndex()
})
afterEach(async () => {
  await index.close()
  bus.close()
  db.close()
  await Dexie.delete(NAME)
})

const openIndex = () =>
  new FolderIndex({ pages, bus, changes: new ShardChanges(db), lists: new StoredLists(db) }, FOLDER)

async function write(shard: number, title: string | null, told: string[] | null = [ID]): Promise<void> {
  const record: Omit<RecordToWrite, 'title'> = {
    ...{ id: ID, folderId: FOLDER, shard, portfolio: 'pfo_a', createdAt: '2026-05-01T08:00:00.000Z' },
    ...{ deleted: null, values: {}, open: 1, touched: 0 },
  }
  await pages.write(FOLDER, shard, title === null ? [] : [{ ...record, title }], title === null ? [ID] : [])
  bus.post({ kind: 'records', folderId: FOLDER, shard, ids: told })
}
const found = async (text: string) => (await index.find({ text })).slice(0, 9).map(({ shard }) => shard)

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

const IDS = Array.from({ length: 12 }, (_, i) => `rec_${i}`)
const record = fc.record({
  id: fc.constantFrom(...IDS),
  title: fc.constantFrom('Alba', 'alba', 'Born', 'Çırak', 'Zed', ''),
  portfolio: fc.constantFrom('pfo_a', 'pfo_b'),
  open: fc.constantFrom<0 | 1>(0, 1),
  deleted: fc.constantFrom(null, null, '2026-05-02T08:00:00.000Z'),
  amount: fc.constantFrom(null, 3, 20),
})
const shard = fc.constantFrom(0, 1)
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      shard,
      put: fc.array(record, { maxLength: 8 }),
      gone: fc.subarray(IDS, { maxLength: 3 }),
      /** What a tab writes that dies before it tells is found by the next that says that anything may have changed. */
      told: fc.constantFrom('by name', 'as a whole shard', 'not'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write many' as const), shard }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), shard }) },
  // While it reads and puts into order, what comes next is written.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look away' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open again' as const), stored: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      query: fc.record(
        {
          text: fc.constantFrom('alba', 'b', '3'),
          open: fc.boolean(),
          deleted: fc.boolean(),
          portfolioIds: fc.constantFrom(['pfo_a'], []),
          sort: fc.record({
            field: fc.constantFrom('title', 'amount'),
            direction: fc.constantFrom('ascending' as const, 'descending' as const),
          }),
        },
        { requiredKeys: [] },
      ),
    }),
  },
)

/** What a list must show, made from all that is on the disk. */
async function expected({ text = '', open, deleted = false, portfolioIds, sort }: ListQuery) {
  const all = new Map<string, RecordEntry>()
  for (const at of [1, 0]) await pages.eachRecord(FOLDER, at, (row) => all.set(row.id, row))
  const key = ({ title }: RecordEntry) => title.normalize('NFKD').toLowerCase()
  const byTitle = (a: RecordEntry, b: RecordEntry) =>
    key(a) < key(b) || (key(a) === key(b) && a.id < b.id) ? -1 : 1
  const amount = ({ values }: RecordEntry) => (values['amount'] ?? Infinity) as number
  const rows = [...all.values()]
    .filter((row) => (row.deleted !== null) === deleted && (open === undefined || row.open === Number(open)))
    .filter((row) => portfolioIds?.includes(row.portfolio) ?? true)
    .filter((row) => `${row.title}\n${String(row.values['amount'] ?? '')}`.toLowerCase().includes(text))
    .sort(byTitle)
  if (sort?.field === 'amount') rows.sort((a, b) => (amount(a) === amount(b) ? 0 : amount(a) - amount(b)))
  const found = rows.map(({ id, shard }) => ({ id, shard }))
  return sort?.direction === 'descending' ? found.reverse() : found
}

it('[REC-3] lists what is on the disk, in order, whatever was written, told, stored and opened again before', async () => {
  const rowOf = (
    at: number,
    { amount, ...rest }: typeof record extends fc.Arbitrary<infer R> ? R : never,
  ) => ({
    ...{ folderId: FOLDER, shard: at, createdAt: '2026-05-01T08:00:00.000Z', touched: 0 },
    ...{ ...rest, values: { amount } },
  })
  const change = (work: () => Promise<void>) => db.transaction('rw', pages.tables, work)
  const tell = (at: number, ids: string[] | null) =>
    bus.post({ kind: 'records', folderId: FOLDER, shard: at, ids })

  await fc.assert(
    fc
      .asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        let isTold = true
        for (const one of steps)
          if (one.kind === 'write') {
            const put = one.put.map((each) => rowOf(one.shard, each))
            const ids = [...put.map(({ id }) => id), ...one.gone]
            const gone = one.gone.filter((id) => !put.some((row) => row.id === id))
            await change(() => pages.write(FOLDER, one.shard, put, gone))
            if (one.told === 'not') isTold = false
            else tell(one.shard, one.told === 'by name' ? ids : null)
          } else if (one.kind === 'write many') {
            const ids = Array.from({ length: MOST_CHANGES + 1 }, (_, i) => `rec_more_${i % 20}`)
            await change(() => pages.write(FOLDER, one.shard, [], ids))
            isTold = false
          } else if (one.kind === 'delete') {
            await change(async () => {
              await pages.delete(FOLDER, one.shard)
              expect(await db.lists.count()).toBe(0)
            })
            tell(one.shard, null)
          } else if (one.kind === 'look away') {
            void index.find({})
          } else if (one.kind === 'open again') {
            if (one.stored) await index.close()
            else void index.close()
            index = openIndex()
            isTold = true
          } else {
            if (!isTold) bus.post({ kind: 'refresh' })
            isTold = true
            const found = await index.find(one.query)
            expect(found.slice(0, found.length)).toEqual(await expected(one.query))
            expect(found.ids).toEqual(found.slice(0, found.length).map(({ id }) => id))
          }
      })
      .afterEach(async () => {
        await index.close()
        for (const table of pages.tables) await table.clear()
        index = openIndex()
      }),
    { numRuns: 30 },
  )
})

/** Records `from` to `to`, as they are written to the first shard. */
const many = (from: number, to: number, title = (i: number) => `Deal ${String(i).padStart(4, '0')}`) =>
  Array.from({ length: to - from }, (_, i) => ({
    ...{ id: `rec_${from + i}`, folderId: FOLDER, shard: 0, title: title(from + i), portfolio: 'pfo_a' },
    ...{ createdAt: '2026-05-01T08:00:00.000Z', deleted: null, values: {}, open: 1 as const, touched: 0 },
  }))

it('[REC-3] opens a folder that was in order before without reading what is in it, and follows what changed since', async () => {
  await pages.write(FOLDER, 0, many(0, 2_000), [])
  await index.find({})
  await index.close()
  const read = vi.spyOn(pages, 'keysSince')
  const beside = vi.spyOn(pages, 'keysBeside')

  index = openIndex()
  expect((await index.find({})).slice(1_234, 1_235)).toEqual([{ id: 'rec_1234', shard: 0 }])
  expect([read.mock.calls.length, beside.mock.calls.length]).toEqual([0, 0])
  await index.close()

  await pages.write(
    FOLDER,
    0,
    many(7, 8, () => 'Deal 1000 and a half'),
    ['rec_1'],
  )
  index = openIndex()
  const found = await index.find({})
  expect(found.length).toBe(1_999)
  expect(found.slice(998, 1_001).map(({ id }) => id)).toEqual(['rec_1000', 'rec_7', 'rec_1001'])
  const [since] = await Promise.all(
    read.mock.results.map(({ value }) => value as ReturnType<typeof pages.keysSince>),
  )
  expect(since?.keys.map(({ id }) => id)).toEqual(['rec_7'])
  // Each step of the binary search for its place reads what is beside one title.
  expect(beside.mock.calls.length).toBeLessThan(12)
})

it('[REC-3] puts nothing into its place by a title that is newer than what it knows', async () => {
  await pages.write(FOLDER, 0, many(0, 10), [])
  await index.find({})
  await index.close()
  await pages.write(
    FOLDER,
    0,
    many(2, 3, () => 'Deal 0007 and a half'),
    [],
  )
  index = openIndex()
  const { keysBeside } = pages
  vi.spyOn(pages, 'keysBeside').mockImplementationOnce(async (...args) => {
    // Another tab renames the record whose title is asked for, and has not told yet.
    const asked = Number(args[2][0]?.slice('rec_'.length))
    await pages.write(
      FOLDER,
      0,
      many(asked, asked + 1, () => 'Zed'),
      [],
    )
    return keysBeside.apply(pages, args)
  })
  await index.find({})
  bus.post({ kind: 'refresh' })
  const found = await index.find({})
  expect(found.slice(0, 10)).toEqual(await expected({}))
})

it('[REC-3] does not take a shard that came again for the one that was deleted, though as much changed in it', async () => {
  await pages.write(FOLDER, 0, many(0, 3), [])
  expect((await index.find({})).length).toBe(3)
  await pages.delete(FOLDER, 0)
  await pages.write(FOLDER, 0, many(3, 6), [])
  bus.post({ kind: 'refresh' })
  expect((await index.find({})).ids).toEqual(['rec_3', 'rec_4', 'rec_5'])
})

it('[ROLE-10] stores nothing of a shard that was deleted meanwhile', async () => {
  await pages.write(FOLDER, 0, many(0, 3), [])
  await index.find({})
  await pages.delete(FOLDER, 0)
  await index.close()
  expect(await db.lists.count()).toBe(0)
})

/** As when the browser ends a transaction of its own accord. */
const aborted = () => Object.assign(new Error('the transaction was aborted'), { name: 'AbortError' })

it('[REC-3] stores nothing that is not in order, as when it could not read on', async () => {
  await pages.write(FOLDER, 0, many(0, 1_000), [])
  await index.find({})
  await index.close()
  index = openIndex()
  await index.find({})
  const rename = async (from: number, to: number, title: (i: number) => string) => {
    await pages.write(FOLDER, 0, many(from, to, title), [])
    bus.post({ kind: 'records', folderId: FOLDER, shard: 0, ids: null })
  }
  // Enough to be stored when nothing more comes.
  await rename(100, 160, () => 'Zed')
  await index.find({})
  const beside = vi.spyOn(pages, 'keysBeside').mockRejectedValueOnce(aborted())
  await rename(500, 501, () => 'Alba')
  await vi.waitFor(() => expect(beside).toHaveBeenCalled())
  await index.close()
  index = openIndex()
  expect((await index.find({})).ids).toContain('rec_500')
})

it('[REC-3] searches what it lists, also after it could not read on and began with the stored list again', async () => {
  await pages.write(FOLDER, 0, many(0, 100), [])
  expect((await index.find({ text: '0042' })).ids).toEqual(['rec_42'])
  // Another tab stores the list. In it records have other places than they have here.
  const other = openIndex()
  await other.find({})
  await other.close()
  const since = vi.spyOn(pages, 'keysSince').mockRejectedValueOnce(aborted())
  await pages.write(FOLDER, 0, [], ['rec_1'])
  bus.post({ kind: 'records', folderId: FOLDER, shard: 0, ids: ['rec_1'] })
  await vi.waitFor(() => expect(since).toHaveBeenCalled())
  expect((await index.find({ text: '0042' })).ids).toEqual(['rec_42'])
})
