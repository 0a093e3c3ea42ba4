import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { Bus } from './bus.ts'
import { type OutboxRow, ReplicaDatabase } from './database.ts'
import type { Directory } from './directory.ts'
import { DocumentLog } from './document-log.ts'
import { newId } from './ids.ts'
import { type OwnParts, OwnRecords } from './own-records.ts'
import { OWN_SHARD } from './place.ts'
import { RecordsProjection } from './project-records.ts'
import { RecordPages } from './record-pages.ts'

const [folderId, workspaceId, userId, recordId] = [
  newId('folder'),
  newId('workspace'),
  newId('user'),
  newId('record'),
]

it('[ROLE-10] [SYNC-3] draws nothing of what was refused, also while its folder is not known', async () => {
  const db = new ReplicaDatabase(newId('device'))
  await db.open()
  const bus = new Bus(db.name)
  const pages = new RecordPages(db)
  const projection = new RecordsProjection(pages, () => null, db.outbox)
  const log = new DocumentLog(db, bus, () => projection)
  let isKnown = true
  const membership = { userId, workspaceId, level: 'agent', restrictions: ['masked-contacts'] }
  const directory = () =>
    ({
      me: { user: { id: userId, role: 'member', state: 'active' }, memberships: [membership] },
      folder: () => (isKnown ? { id: folderId, workspaceId } : null),
    }) as unknown as Directory
  const own = new OwnRecords({ db, log, bus, pages, projection, directory, userId } as OwnParts)
  const createdAt = '2026-03-02T08:00:00.000Z'
  const record = { title: 'Kontor', portfolio: newId('portfolio'), createdAt, values: { phone: '+49 1' } }
  const command = { id: newId('command'), type: 'record.create', args: { folderId, recordId, record } }
  const row: OutboxRow = {
    ...{ seq: 1, id: command.id, command, words: '', creates: [], names: [], createdAt: '' },
    state: 'waiting',
  }
  const shown = async (state: OutboxRow['state']) => {
    await db.outbox.put({ ...row, state })
    own.look([{ ...row, state }])
    await own.close()
    return pages.heldIn(folderId, OWN_SHARD, [recordId])
  }
  expect(await shown('waiting')).toEqual([recordId])
  isKnown = false
  expect(await shown('refused')).toEqual([])
  bus.close()
  db.close()
})
