import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
