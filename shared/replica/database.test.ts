import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { ReplicaDatabase } from './database.ts'
import { RecordPages } from './records/record-pages.ts'

const NAME = 'an older database'
const FOLDER = 'fld_deals00000000000'

describe('a database of an older version', () => {
  afterEach(() => Dexie.delete(NAME))

  it('[SYNC-8] keeps its records and what waits when it is opened by this one', async () => {
    const old = new Dexie(NAME)
    old.version(1).stores({
      documents: 'name',
      snapshots: 'name',
      updates: 'seq, [document+seq]',
      edits: 'seq, [document+seq]',
      intents: 'seq',
      outbox: 'seq, &id',
      refusedEdits: 'id',
      answers: 'id, at',
      aliases: 'given',
      records: '[folderId+id], [portfolio+folderId+inBin+open], [folderId+inBin+titleKey]',
      directory: '[document+key], document',
      stages: 'folderId',
      confirmedNotices: 'id',
      counters: 'name',
    })
    const row = (id: string, more: object) => ({
      ...{ id, folderId: FOLDER, shard: 0, title: `Deal ${id}`, titleKey: `deal ${id}`, portfolio: 'pfo_a' },
      ...{ createdAt: '2026-05-01T08:00:00.000Z', deleted: null, values: { amount: 3 } },
      ...{ open: 1, inBin: 0, touched: 0, ...more },
    })
    await old
      .table('records')
      .bulkAdd([
        row('one', { touched: 7 }),
        row('two', { open: 0 }),
        row('three', { inBin: 1, deleted: '2026-05-02T08:00:00.000Z' }),
      ])
    await old.table('edits').add({ seq: 7, document: `content/${FOLDER}/0`, words: 'Create “Deal one”' })
    old.close()

    const db = new ReplicaDatabase(NAME)
    const pages = new RecordPages(db)
    expect(await pages.counts(FOLDER)).toEqual([
      { folderId: FOLDER, shard: 0, records: 3, portfolios: { pfo_a: [1, 2] } },
    ])
    expect(await pages.read(FOLDER, 0, ['one', 'nobody'])).toEqual([
      expect.objectContaining({ id: 'one', title: 'Deal one', values: { amount: 3 }, touched: 7 }),
    ])
    const { keys } = await pages.keysSince(FOLDER, 0, undefined)
    expect(keys.filter(({ inBin }) => inBin === 1).map(({ id }) => id)).toEqual(['three'])
    // What changes from now on is noted.
    const [before] = await db.changes.toArray()
    expect(before).toMatchObject({ folderId: FOLDER, shard: 0, ids: [] })
    await db.transaction('rw', pages.tables, () => pages.write(FOLDER, 0, [], ['two']))
    const since = await pages.keysSince(FOLDER, 0, before?.version)
    expect(since).toMatchObject({ ids: new Set(['two']), keys: [] })
    expect(await db.edits.count()).toBe(1)
    db.close()
  })

  it('[SYNC-8] [ROLE-10] forgets the copy of a user’s own that was one document, and nothing of what waits over it', async () => {
    const name = `own/usr_olaf000000000000/${FOLDER}`
    const old = new Dexie(NAME)
    old.version(4).stores({
      documents: 'name',
      snapshots: 'name',
      updates: 'seq, [document+seq]',
      outbox: 'seq, &id',
      keys: '[folderId+shard+page]',
      pages: '[folderId+shard+page]',
      counts: '[folderId+shard]',
    })
    const place = { folderId: FOLDER, shard: 100_000 }
    for (const document of [name, `content/${FOLDER}/0`]) {
      await old.table('documents').add({ name: document, upTo: 3, generation: 0, whole: true })
      await old.table('snapshots').add({ name: document, state: new Uint8Array([0, 0]) })
    }
    await old.table('updates').add({ seq: 5, document: name, update: new Uint8Array([0, 0]) })
    await old.table('keys').add({ ...place, page: 1, keys: '{}' })
    await old.table('pages').add({ ...place, page: 1, records: '{}' })
    await old.table('counts').add({ ...place, records: 1, portfolios: {} })
    await old.table('outbox').add({ seq: 6, id: 'cmd_waits', command: { type: 'record.edit' } })
    old.close()

    const db = new ReplicaDatabase(NAME)
    await db.open()
    expect(await db.documents.toCollection().primaryKeys()).toEqual([`content/${FOLDER}/0`])
    expect(await db.snapshots.count()).toBe(1)
    for (const table of [db.updates, db.keys, db.pages, db.counts]) expect(await table.count()).toBe(0)
    expect(await db.outbox.count()).toBe(1)
    db.close()
  })
})
