import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveUnsent, unsentChanges } from '../../shared/replica/outbox/give-unsent.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { QuarantineAnswer } from '../../shared/protocol/quarantine.ts'
import { Office, until } from './office.ts'

let office: Office
let anna: Replica
beforeAll(async () => {
  office = await Office.open()
  anna = await office.open(office.anna)
  await until(anna.ready, (ready) => ready)
})
afterAll(() => office?.close())

it('[LIFE-10] [SYNC-7] what a device edited and asked for while its user was deactivated waits for an Admin, once', async () => {
  const folderId = await office.folder(anna)
  const person = await office.join(anna, 'Mona', 'manager')
  const network = office.network()
  const device = newId('device')
  const mona = await office.open(person, { device, network })
  await until(mona.content.synced(folderId), (sync) => sync === 'synced')
  const old = await mona.content.createRecord(folderId, { title: 'Nordwind', values: { amount: 1 } })
  await until(mona.pending, (pending) => pending.length === 0)
  network.cut()
  await mona.content.edit(folderId, old, { amount: 2, note: 'urgent' })
  await mona.content.edit(folderId, old, { amount: 3 })
  const fresh = await mona.content.createRecord(folderId, { title: 'Südwind', values: {} })
  await mona.content.edit(folderId, fresh, { title: 'Südwind AG' })
  await mona.content.bin(folderId, [fresh])
  await mona.dispatch('folder.edit', { folderId, name: 'Our deals' })
  const { commandId } = await anna.dispatch('user.deactivate', { userId: person.userId })
  expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
  network.mend()
  await until(mona.connection, (connection) => connection === 'ended')

  const { organizationId } = office
  const whose = { organizationId, userId: person.userId }
  const cut = { post: () => Promise.resolve({ status: 'offline' as const }) }
  expect(await giveUnsent(device, cut, whose)).toBe('offline')
  const given = await unsentChanges(device)
  expect(given.map(({ type, args }) => [type, args])).toEqual([
    ['record.edit', { folderId, recordId: old, changes: { note: 'urgent' } }],
    ['record.edit', { folderId, recordId: old, changes: { amount: 3 } }],
    ['record.create', expect.objectContaining({ record: expect.objectContaining({ title: 'Südwind AG' }) })],
    ['record.edit', { folderId, recordId: fresh, changes: { deleted: expect.any(String) } }],
    ['folder.edit', { folderId, name: 'Our deals' }],
  ])
  for (let i = 0; i < 2; i++) expect(await giveUnsent(device, office.session(person), whose)).toBe('given')
  await mona.wipe()
  expect(await unsentChanges(device)).toEqual([])

  const admin = office.session(office.anna)
  const waiting = await admin.quarantine(whose)
  if (waiting.status !== 'ok') throw new Error(waiting.status)
  const { changes } = waiting.answer satisfies QuarantineAnswer
  expect(changes).toHaveLength(5)
  const decided = await admin.post('/api/quarantine/decide', {
    organizationId,
    ids: changes.map(({ id }) => id),
    decision: 'accept',
  })
  expect(decided).toMatchObject({ status: 'ok', answer: { refused: [] } })
  await until(anna.directory, (directory) => directory.folder(folderId)?.name === 'Our deals')
  await until(anna.content.record(folderId, old), (row) => row?.values.amount === 3)
  expect(await until(anna.content.record(folderId, old), (row) => row !== null)).toMatchObject({
    values: { amount: 3, note: 'urgent' },
  })
  await until(anna.content.record(folderId, fresh), (row) => row?.title === 'Südwind AG' && !!row.deleted)
})

it('[LIFE-10] [LIFE-8] what somebody edited offline in a workspace they were put out of meanwhile goes to the Admins', async () => {
  const folderId = await office.folder(anna)
  const person = await office.join(anna, 'Paul', 'agent')
  const network = office.network()
  const paul = await office.open(person, { network })
  await until(paul.content.synced(folderId), (sync) => sync === 'synced')
  const id = await paul.content.createRecord(folderId, { title: 'Westwind', values: {} })
  await until(paul.pending, (pending) => pending.length === 0)
  network.cut()
  await paul.content.edit(folderId, id, { note: 'from the train' })
  const { workspaceId, organizationId } = office
  const { commandId } = await anna.dispatch('membership.remove', { userId: person.userId, workspaceId })
  expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
  network.mend()
  const [told] = await until(paul.refused, ([item]) => item?.code === 'given-to-admins')
  expect(told?.message).toMatch(/The Admins have it now/)
  const waiting = await office.session(office.anna).quarantine({ organizationId, userId: person.userId })
  expect(waiting).toMatchObject({
    answer: { changes: [{ args: { recordId: id, changes: { note: 'from the train' } } }] },
  })
})
