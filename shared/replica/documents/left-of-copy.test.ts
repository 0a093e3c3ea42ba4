import 'fake-indexeddb/auto'
import { afterAll, expect, it } from 'vitest'
import { shardOf } from '../../domain/documents/document-name.ts'
import { type OutboxRow, ReplicaDatabase } from '../database.ts'
import { newId } from '../ids.ts'
import { isLeftOfCopy } from './left-of-copy.ts'
import { RecordPages } from '../records/record-pages.ts'

const db = new ReplicaDatabase(newId('device'))
await db.open()
afterAll(() => db.close())

it('[ROLE-10] finds what is left of a copy that was dropped, or never came in full, and leaves what was begun here', async () => {
  const [dropped, partial, empty, begun] = [1, 2, 3, 4].map(() => newId('folder')) as [
    string,
    string,
    string,
    string,
  ]
  const pages = new RecordPages(db)
  const record = {
    ...{ id: newId('record'), title: 'Kontor', portfolio: newId('portfolio'), shard: 0, createdAt: '' },
    ...{ deleted: null, open: 1 as const, touched: 0, values: {} },
  }
  for (const folderId of [dropped, begun]) await pages.write(folderId, 0, [{ ...record, folderId }], [])
  await db.updates.add({ seq: 1, document: shardOf(partial, 0), update: new Uint8Array() })
  await db.outbox.add({ seq: 2, id: newId('command'), creates: [begun], names: [] } as unknown as OutboxRow)
  const left = await Promise.all(
    [dropped, partial, empty, begun].map((folderId) => isLeftOfCopy(db, shardOf(folderId, 0))),
  )
  expect(left).toEqual([true, true, false, false])
})
