import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { dealsFolder, type Office, openWithFolder, until } from './office.ts'

/** As a browser does it whose quota for the site is used up. */
function fillUp(): () => void {
  const refuse = () => {
    throw new DOMException('no room', 'QuotaExceededError')
  }
  const spies = [
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse),
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refuse),
  ]
  return () => spies.forEach((spy) => spy.mockRestore())
}

describe('a device without room', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
  })
  afterEach(() => vi.restoreAllMocks())
  afterAll(() => office?.close())

  it('[SYNC-3] says so, keeps what was changed in the page, and writes it when there is room', async () => {
    const id = await anna.content.createRecord(folderId, { title: 'Before', values: {} })
    await until(anna.pending, (items) => items.length === 0)
    expect([anna.writing.value, anna.full.value]).toEqual([0, false])

    const makeRoom = fillUp()
    vi.spyOn(console, 'warn').mockReturnValue()
    const edit = anna.content.edit(folderId, id, { title: 'After' })
    expect(anna.writing.value).toBe(1)
    const made = anna.dispatch('folder.create', {
      ...dealsFolder(newId('folder'), office.workspaceId),
      name: 'Second',
    })
    await until(anna.full, (full) => full)
    expect(anna.writing.value).toBe(2)
    anna.tryWritingAgain()
    await until(anna.full, (full) => full)

    makeRoom()
    anna.tryWritingAgain()
    await edit
    expect(await anna.outcome((await made).commandId)).toMatchObject({ status: 'accepted' })
    await until(anna.content.record(folderId, id), (row) => row?.title === 'After' && row.saved === 'saved')
    expect([anna.writing.value, anna.full.value]).toEqual([0, false])
  })

  it('[SYNC-3] sends what was written before the disk was full when there is room again', async () => {
    const network = office.network()
    const away = await office.open(office.anna, { network })
    await until(away.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(away.connection, (state) => state !== 'online')
    const id = await away.content.createRecord(folderId, { title: 'Written away', values: {} })
    const { commandId } = await away.dispatch('folder.create', {
      ...dealsFolder(newId('folder'), office.workspaceId),
      name: 'Made away',
    })

    const makeRoom = fillUp()
    vi.spyOn(console, 'warn').mockReturnValue()
    network.mend()
    await until(away.full, (full) => full)
    expect(away.pending.value).toHaveLength(2)
    makeRoom()
    away.tryWritingAgain()
    await until(away.pending, (items) => items.length === 0)
    expect(await away.outcome(commandId)).toMatchObject({ status: 'accepted' })
    await until(anna.content.record(folderId, id), (row) => row?.title === 'Written away')
  })

  it('catches up with what others changed when there is room again', async () => {
    const other = await office.open(office.anna)
    await until(other.content.synced(folderId), (sync) => sync === 'synced')
    const makeRoom = fillUp()
    vi.spyOn(console, 'warn').mockReturnValue()
    vi.spyOn(console, 'error').mockReturnValue()
    await until(other.connection, (state) => state === 'online')
    // Both pages are of this process, so the change comes from the server's other side.
    const folder = newId('folder')
    const session = office.session(office.anna)
    const command = {
      id: newId('command'),
      type: 'folder.create',
      args: { ...dealsFolder(folder, office.workspaceId), name: 'Third' },
    }
    await session.post('/api/commands', { organizationId: office.organizationId, commands: [command] })
    await until(other.full, (full) => full)
    makeRoom()
    other.tryWritingAgain()
    await until(other.directory, (directory) => directory.folder(folder) !== null)
  })
})
