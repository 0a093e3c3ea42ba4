import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { databaseNameFor, ReplicaDatabase } from '../../shared/replica/database.ts'
import { createSession } from '../../shared/replica/session.ts'
import { createDeviceCopies } from '../../app/device-copies.ts'
import type { Stored } from '../../app/stored.ts'

const SERVER = 'https://handover.example'

it('[SYNC-7] a session that was ended elsewhere takes its copies along, but for one with something in it that was not sent', async () => {
  const kept = new Map<string, unknown>()
  const stored: Stored = {
    read: <T>(key: string) => (kept.get(key) as T | undefined) ?? null,
    write: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
  const copyOf = (organizationId: string, accountId: string) => ({
    organizationId,
    userId: 'usr_1',
    accountId,
  })
  const copies = [copyOf('org_sent', 'acc_1'), copyOf('org_unsent', 'acc_1'), copyOf('org_other', 'acc_2')]
  stored.write('copies', copies)
  const nameOf = (organizationId: string) => databaseNameFor(SERVER, organizationId, 'usr_1')
  for (const { organizationId } of copies) {
    const db = new ReplicaDatabase(nameOf(organizationId))
    await db.open()
    if (organizationId === 'org_unsent')
      await db.edits.add({
        ...{ seq: 1, document: 'content/fld_1/0', words: 'Change City', names: [], state: 'unsent' },
        ...{ attempts: 0, held: 0, since: '2026-05-03T10:00:00.000Z' },
      })
    db.close()
  }
  const device = createDeviceCopies(stored, SERVER, createSession(SERVER, { kind: 'cookie' }))
  await device.deleteSent('acc_1')
  const left = (await indexedDB.databases()).map(({ name }) => name).toSorted()
  expect(left).toEqual([nameOf('org_other'), nameOf('org_unsent')])
  expect(stored.read('copies')).toEqual([copies[1], copies[2]])
})
