import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Office, type Person, until } from './office.ts'

describe('two devices of an organization', () => {
  let office: Office
  let anna: Replica
  let ben: Replica
  let benPerson: Person
  let folderId: string

  beforeAll(async () => {
    office = await Office.open()
    anna = await office.open(office.anna)
    await until(anna.connection, (state) => state === 'online')
    await until(anna.ready, (ready) => ready)
    benPerson = await office.join(anna, 'Ben', 'manager')
    folderId = await office.folder(anna)
    ben = await office.open(benPerson)
  })
  afterAll(() => office?.close())

  it('[SYNC-5] shows one the other’s changes of the directory', async () => {
    const folders = await until(ben.directory, (directory) => directory.folder(folderId) !== null)
    expect(folders.folder(folderId)?.name).toBe('Deals')
    expect(anna.directory.value.nameOf(benPerson.userId)).toBe('Ben')
    expect(ben.directory.value.workspaces.map(({ name }) => name)).toEqual(['Sales'])
  })

  it('shows one the other’s records, saved', async () => {
    const id = await anna.content.createRecord(folderId, {
      title: 'Deal X',
      values: { stage: 'new', amount: 5 },
    })
    const there = await until(ben.content.record(folderId, id), (row) => row !== null)
    expect(there).toMatchObject({
      title: 'Deal X',
      values: { stage: 'new', amount: 5 },
      open: true,
      saved: 'saved',
    })
    await until(anna.content.record(folderId, id), (row) => row?.saved === 'saved')
    await until(anna.pending, (items) => items.length === 0)
  })

  it('[REC-4] what both import while they are offline is there once, also where one had no room in the other’s document', async () => {
    const [device, network, id] = [newId('device'), office.network(), newId('record')]
    const first = await office.open(benPerson, { device, network })
    await until(first.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(first.connection, (state) => state !== 'online')
    await first.close()
    // As when the first document is full.
    const db = new ReplicaDatabase(device)
    await db.documents.put({ name: shardOf(folderId, 1), upTo: 0, generation: 0, whole: false })
    db.close()
    const offline = await office.open(benPerson, { device, network })
    const [home] = offline.directory.value.portfoliosHeldBy(benPerson.userId)
    const row = { id, title: 'From a file', values: { note: 'as imported' }, portfolio: home?.id ?? '' }
    await offline.content.createMany(folderId, [row])
    await offline.content.edit(folderId, id, { note: 'changed offline' })
    expect(await ben.content.createMany(folderId, [row])).toEqual({ created: 1, already: 0 })
    await until(ben.pending, (items) => items.length === 0)

    const watched = offline.content.list(folderId, { text: 'From a file' })
    const seen: number[] = []
    const stop = watched.state.subscribe(({ ids }) => seen.push(ids.length))
    network.mend()
    await until(offline.pending, (items) => items.length === 0)
    for (const page of [anna, ben, offline]) {
      await until(page.content.record(folderId, id), (now) => now?.values['note'] === 'changed offline')
      const list = page.content.list(folderId, { text: 'From a file' })
      await until(list.state, ({ ids, loading }) => !loading && ids.length === 1)
      expect(await list.rows(0, 2)).toEqual([expect.objectContaining({ id, saved: 'saved' })])
      list.close()
    }
    stop()
    expect(Math.max(...seen)).toBe(1)
    expect(offline.refused.value).toEqual([])
  })
})
