import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { Bus } from '../tabs/bus.ts'
import { type OutboxRow, ReplicaDatabase } from '../database.ts'
import type { Directory } from '../directory/directory.ts'
import { DocumentLog } from '../documents/document-log.ts'
import { newId } from '../ids.ts'
import { type OwnParts, OwnRecords } from './own-records.ts'
import { OWN_SHARD } from '../documents/place.ts'
import { RecordsProjection } from './project-records.ts'
import { RecordPages } from './record-pages.ts'
import { Writes } from '../writes.ts'

const [folderId, workspaceId, userId, recordId] = [
  newId('folder'),
  newId('workspace'),
  newId('user'),
  newId('record'),
]

/** A device of somebody who reads a copy of their own, with one record that is to be created. */
async function device() {
  const db = new ReplicaDatabase(newId('device'))
  await db.open()
  const bus = new Bus(db.name)
  const pages = new RecordPages(db)
  const projection = new RecordsProjection(pages, () => null, db.outbox)
  const log = new DocumentLog(db, bus, () => projection)
  const writes = new Writes()
  const folder = { isKnown: true }
  const membership = { userId, workspaceId, level: 'agent', restrictions: ['masked-contacts'] }
  const directory = () =>
    ({
      me: { user: { id: userId, role: 'member', state: 'active' }, memberships: [membership] },
      folder: () => (folder.isKnown ? { id: folderId, workspaceId } : null),
    }) as unknown as Directory
  const parts = { db, log, bus, pages, projection, directory, userId, writes } as OwnParts
  const createdAt = '2026-03-02T08:00:00.000Z'
  const record = { title: 'Kontor', portfolio: newId('portfolio'), createdAt, values: { phone: '+49 1' } }
  const command = { id: newId('command'), type: 'record.create', args: { folderId, recordId, record } }
  const row: OutboxRow = {
    ...{ seq: 1, id: command.id, command, words: '', creates: [], names: [], createdAt: '' },
    state: 'waiting',
  }
  return {
    ...{ db, folder, own: new OwnRecords(parts), another: () => new OwnRecords(parts) },
    /** What shows once somebody has looked at the command in this state. */
    async shown(state: OutboxRow['state'], own: OwnRecords) {
      await db.outbox.put({ ...row, state })
      own.look([{ ...row, state }])
      await own.close()
      return pages.heldIn(folderId, OWN_SHARD, [recordId])
    },
    shows: () => pages.heldIn(folderId, OWN_SHARD, [recordId]),
    close() {
      bus.close()
      db.close()
    },
  }
}

it('[ROLE-10] [SYNC-3] draws nothing of what was refused, also while its folder is not known', async () => {
  const { own, folder, shown, close } = await device()
  expect(await shown('waiting', own)).toEqual([recordId])
  folder.isKnown = false
  expect(await shown('refused', own)).toEqual([])
  close()
})

it('[ROLE-10] [SYNC-3] draws nothing of what was refused while the disk was full, once there is room', async () => {
  const { own, shown, shows, close } = await device()
  await shown('waiting', own)
  vi.spyOn(console, 'warn').mockReturnValue()
  const full = vi
    .spyOn(RecordPages.prototype, 'write')
    .mockRejectedValueOnce(new DOMException('no room', 'QuotaExceededError'))
  expect(await shown('refused', own)).toEqual([recordId])
  full.mockRestore()
  own.tryAgain()
  await own.close()
  expect(await shows()).toEqual([])
  close()
})

it('[SYNC-2] [SYNC-6] draws nothing of what was taken back in a page that died then', async () => {
  const { db, own, another, shown, shows, close } = await device()
  await shown('waiting', own)
  await db.outbox.clear()
  const next = another()
  await next.begin()
  next.look([])
  await next.close()
  expect(await shows()).toEqual([])
  close()
})
