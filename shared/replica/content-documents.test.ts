import 'fake-indexeddb/auto'
import { afterAll, expect, it } from 'vitest'
import { shardOf } from '../domain/documents/document-name.ts'
import { Bus } from './tabs/bus.ts'
import { type ContentParts, contentWrites } from './content-documents.ts'
import { ReplicaDatabase } from './database.ts'
import type { Directory } from './directory/directory.ts'
import { DocumentLog } from './documents/document-log.ts'
import { newId } from './ids.ts'
import type { OwnRecords } from './records/own-records.ts'
import { OWN_SHARD } from './documents/place.ts'
import { RecordsProjection } from './records/project-records.ts'
import { RecordPages } from './records/record-pages.ts'
import { Writes } from './writes.ts'

const [folderId, recordId] = [newId('folder'), newId('record')]
const db = new ReplicaDatabase(newId('device'))
await db.open()
const bus = new Bus(db.name)
const pages = new RecordPages(db)
const projection = new RecordsProjection(pages, () => null)
const changedInOwn: string[] = []
const own = {
  isOwn: () => false,
  edit: (_folderId: string, ids: readonly string[]) => Promise.resolve(void changedInOwn.push(...ids)),
} as unknown as OwnRecords
const writes = new Writes()
const content = contentWrites({
  ...{ db, bus, pages, projection, own, writes, userId: newId('user'), recordsPerShard: 8 },
  log: new DocumentLog(db, bus, () => projection),
  directory: () => ({ folder: () => null, nameOf: () => '' }) as unknown as Directory,
  settled: () => Promise.resolve(),
} satisfies ContentParts)
afterAll(() => {
  writes.close()
  bus.close()
  db.close()
})

/** A restriction was lifted, and the folder has not come yet: what is here is the copy of before (ROLE-10). */
const stays = {
  ...{ id: recordId, title: 'Kontor', portfolio: newId('portfolio'), createdAt: '2026-03-02T08:00:00.000Z' },
  ...{ deleted: null, open: 1 as const, touched: 0, values: {} },
}

it('[ROLE-10] [SYNC-3] goes on in the copy of one’s own as long as that is what is here, and begins nothing there', async () => {
  await pages.write(folderId, OWN_SHARD, [{ ...stays, folderId, shard: OWN_SHARD }], [])
  await content.edit(folderId, recordId, { note: 'two' })
  expect(changedInOwn).toEqual([recordId])
  const id = await content.createRecord(folderId, { title: 'New', values: {}, portfolio: stays.portfolio })
  expect(await db.edits.toArray()).toMatchObject([
    { document: shardOf(folderId, 0), words: 'Create “New” in a folder' },
  ])
  expect(await pages.heldIn(folderId, 0, [id])).toEqual([id])
})
