import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import { Bus } from '../../shared/replica/tabs/bus.ts'
import { DocumentLog } from '../../shared/replica/documents/document-log.ts'
import { RecordsProjection } from '../../shared/replica/records/project-records.ts'
import { RecordPages } from '../../shared/replica/records/record-pages.ts'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { dropCopy } from '../../shared/replica/documents/rebuild.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { type Network, Office, type Person, until } from './office.ts'

describe('when a document’s epoch ends', () => {
  let office: Office
  let anna: Replica
  let annasNetwork: Network
  let ben: Person
  let folderId: string

  beforeAll(async () => {
    office = await Office.open()
    annasNetwork = office.network()
    anna = await office.open(office.anna, { network: annasNetwork })
    await until(anna.ready, (ready) => ready)
    folderId = await office.folder(anna)
    ben = await office.join(anna, 'Ben', 'manager')
  })
  afterAll(() => office?.close())

  const synced = (replica: Replica) => until(replica.content.synced(folderId), (sync) => sync === 'synced')
  const noteOf = (replica: Replica, id: string, note: string) =>
    until(replica.content.record(folderId, id), (row) => row?.values['note'] === note)

  it('devices fetch it anew and say again what was not saved; live ones go on', async () => {
    const network = office.network()
    const away = await office.open(ben, { network })
    await synced(away)
    const id = await anna.content.createRecord(folderId, { title: 'Acme', values: {} })
    await until(away.content.record(folderId, id), (row) => row !== null)
    network.cut()
    await until(away.connection, (state) => state !== 'online')
    await away.content.edit(folderId, id, { note: 'written offline' })
    const made = await away.content.createRecord(folderId, { title: 'Made offline', values: {} })
    await away.content.edit(folderId, made, { note: 'of its own' })

    await office.renew(folderId)
    await synced(anna)
    await anna.content.edit(folderId, id, { stage: 'won' })
    await until(anna.pending, (items) => items.length === 0)
    await office.renew(folderId)
    network.mend()

    await noteOf(anna, id, 'written offline')
    await noteOf(anna, made, 'of its own')
    const row = await until(away.content.record(folderId, id), (now) => now?.values['stage'] === 'won')
    expect(row?.values).toMatchObject({ note: 'written offline', stage: 'won' })
    await until(away.pending, (items) => items.length === 0)
    expect(away.refused.value).toEqual([])
    await away.close()
  })

  it('what is edited and made while the new copy has not come yet is shown, and sent when it has', async () => {
    const id = await anna.content.createRecord(folderId, { title: 'Delta', values: {} })
    const device = newId('device')
    const first = await office.open(ben, { device })
    await synced(first)
    await until(first.content.record(folderId, id), (row) => row !== null)
    await first.close()
    await loseCopy(device, shardOf(folderId, 0))

    const network = office.network()
    network.cut()
    const away = await office.open(ben, { device, network })
    await away.content.edit(folderId, id, { note: 'meanwhile' })
    await away.content.edit(folderId, id, { stage: 'new' })
    const made = await away.content.createRecord(folderId, { title: 'Made meanwhile', values: {} })
    await away.content.edit(folderId, made, { title: 'Renamed meanwhile' })
    const shown = await until(away.content.record(folderId, id), (row) => row?.values['stage'] === 'new')
    expect(shown).toMatchObject({ title: 'Delta', values: { note: 'meanwhile' }, saved: 'device' })
    await until(away.content.record(folderId, made), (row) => row?.title === 'Renamed meanwhile')
    expect(away.pending.value).toHaveLength(4)

    network.mend()
    await noteOf(anna, id, 'meanwhile')
    await until(anna.content.record(folderId, made), (row) => row?.title === 'Renamed meanwhile')
    await until(away.pending, (items) => items.length === 0)
    expect(away.refused.value).toEqual([])
    await away.close()
  })

  it('an edit that was saved, though the device never heard so, does not win over a later one', async () => {
    const id = await anna.content.createRecord(folderId, { title: 'Beta', values: {} })
    const network = office.network()
    const device = newId('device')
    const away = await office.open(ben, { network, device })
    await synced(away)
    await until(away.content.record(folderId, id), (row) => row !== null)
    network.deaf = true
    await away.content.edit(folderId, id, { note: 'earlier' })
    await noteOf(anna, id, 'earlier')
    network.cut()
    expect(away.pending.value).toHaveLength(1)
    await anna.content.edit(folderId, id, { note: 'later' })
    await until(anna.pending, (items) => items.length === 0)
    await office.renew(folderId)
    network.deaf = false
    network.mend()
    await until(away.pending, (items) => items.length === 0)
    await noteOf(away, id, 'later')
    await noteOf(anna, id, 'later')
    // What is edited after it follows.
    await away.content.edit(folderId, id, { note: 'latest' })
    await noteOf(anna, id, 'latest')
    await away.close()
  })

  it('after a backup was restored devices show what the server has, and give it what they had not saved', async () => {
    const network = office.network()
    const away = await office.open(ben, { network })
    await synced(away)
    const id = await anna.content.createRecord(folderId, { title: 'Gamma', values: {} })
    await until(away.content.record(folderId, id), (row) => row !== null)
    await office.stop()
    office.backup()
    await office.start()
    annasNetwork.mend()
    await until(anna.connection, (state) => state === 'online')
    const { commandId } = await anna.dispatch('user.rename', { userId: ben.userId, name: 'Benjamin' })
    expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
    await until(away.directory, (directory) => directory.nameOf(ben.userId) === 'Benjamin')
    network.cut()
    await away.content.edit(folderId, id, { note: 'not saved yet' })
    await office.stop()
    office.restore()
    await office.start()
    annasNetwork.mend()

    await until(anna.directory, (directory) => directory.nameOf(ben.userId) === 'Ben')
    // The server writes what would look to an old copy like the renaming it knows.
    const again = await anna.dispatch('user.rename', { userId: ben.userId, name: 'Benno' })
    expect(await anna.outcome(again.commandId)).toMatchObject({ status: 'accepted' })
    network.mend()
    await until(away.directory, (directory) => directory.nameOf(ben.userId) === 'Benno')
    await noteOf(anna, id, 'not saved yet')
    await until(away.pending, (items) => items.length === 0)
  })
})

/** Throws the copy of a document away, as when the server began another epoch and the connection broke right then. */
async function loseCopy(device: string, document: string): Promise<void> {
  const db = new ReplicaDatabase(device)
  const bus = new Bus(device)
  const log = new DocumentLog(db, bus, () => new RecordsProjection(new RecordPages(db), () => null))
  await dropCopy(log, document, { epoch: 'gone' })
  bus.close()
  db.close()
}
