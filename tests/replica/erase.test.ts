import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownerOptions, portfoliosOf } from '../../app/records/owner-filter.ts'
import { employeeRecordId } from '../../shared/domain/employees/employee-record.ts'
import { newId } from '../../shared/replica/ids.ts'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Office, until } from './office.ts'

/** Everything a device keeps, as one text: rows as JSON, Yjs bytes as they are. */
async function keptOn(device: string): Promise<string> {
  const db = new ReplicaDatabase(device)
  await db.open()
  const rows = await Promise.all(db.tables.map((table) => table.toArray() as Promise<object[]>))
  db.close()
  return rows
    .flat()
    .map((row) =>
      JSON.stringify(row, (_key, part: unknown) =>
        part instanceof Uint8Array ? Buffer.from(part).toString('latin1') : part,
      ),
    )
    .join('\n')
}

describe('[LIFE-6] on other devices', () => {
  let office: Office
  let anna: Replica
  beforeAll(async () => {
    office = await Office.open()
    anna = await office.open(office.anna)
    await until(anna.ready, (ready) => ready)
  })
  afterAll(() => office?.close())

  async function accepted(type: string, args: unknown): Promise<void> {
    const { commandId } = await anna.dispatch(type, args)
    expect([type, await anna.outcome(commandId)]).toMatchObject([type, { status: 'accepted' }])
  }

  it('name and address go from the device’s own log too, at the next contact of one that was away', async () => {
    const gone = await office.join(anna, 'Quillfeather', 'agent')
    const network = office.network()
    const device = newId('device')
    const away = await office.open(await office.join(anna, 'Mona', 'manager'), { device, network })
    await until(away.directory, (directory) => directory.wholeUser(gone.userId) !== null)
    expect(await keptOn(device)).toContain('quillfeather@example.com')
    network.cut()
    await accepted('user.deactivate', { userId: gone.userId })
    await accepted('user.erase', { userId: gone.userId, unassign: false })
    expect(await keptOn(device)).toContain('quillfeather@example.com')
    network.mend()
    await until(away.directory, (directory) => directory.user(gone.userId)?.name === '(deleted user) 1')
    await expect.poll(() => keptOn(device)).not.toMatch(/quillfeather/i)
  })

  it('[USR-5] so does what an Admin’s device kept of their Employee record; nobody else’s ever had it', async () => {
    const folderId = newId('folder')
    const place = { workspaceId: newId('workspace'), tasksFolderId: newId('folder') }
    await accepted('employees.keep', { folderId, portfolioId: newId('portfolio'), workspace: place })
    const gone = await office.join(anna, 'Featherquill', 'agent')
    const [network, device, other] = [office.network(), newId('device'), newId('device')]
    const away = await office.open(office.anna, { device, network })
    const mona = await office.open(await office.join(anna, 'Nora', 'manager'), { device: other })
    const recordId = employeeRecordId(folderId, gone.userId)
    await until(away.content.record(folderId, recordId), (row) => row?.title === 'Featherquill')
    await away.content.edit(folderId, recordId, { position: 'Inkmaker' })
    await until(away.content.record(folderId, recordId), (row) => row?.saved === 'saved')
    expect(await keptOn(device)).toContain('Inkmaker')
    network.cut()
    await accepted('user.deactivate', { userId: gone.userId })
    await accepted('user.erase', { userId: gone.userId, unassign: false })
    network.mend()
    await until(
      away.content.record(folderId, recordId),
      (row) => row?.title.startsWith('(deleted user)') === true,
    )
    await expect.poll(() => keptOn(device)).not.toMatch(/featherquill|inkmaker/i)
    expect(await keptOn(other)).not.toContain(recordId)
    expect(mona.directory.value.folder(folderId)).toBeNull()
  })

  it('[HAND-9] tasks of somebody who left, and was erased, are found by that person and given to somebody', async () => {
    const person = await office.join(anna, 'Tessa', 'agent')
    const tessa = await office.open(person)
    await until(tessa.content.synced(office.tasksFolderId), (sync) => sync === 'synced')
    const id = await tessa.content.createRecord(office.tasksFolderId, { title: 'Call Orbis', values: {} })
    await until(anna.content.record(office.tasksFolderId, id), (row) => row !== null)
    const found = async () => {
      const left = portfoliosOf(anna.directory.value, office.workspaceId, {
        kind: 'left',
        userId: person.userId,
      })
      const list = anna.content.list(office.tasksFolderId, { portfolioIds: left })
      await until(list.state, ({ total, loading }) => total > 0 && !loading)
      const rows = await list.rows(0, 10)
      list.close()
      return rows.map((row) => row.title)
    }
    for (const type of ['user.deactivate', 'user.erase']) {
      const args = { userId: person.userId, ...(type === 'user.erase' && { unassign: false }) }
      const { commandId } = await anna.dispatch(type, args)
      expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
      const state = type === 'user.erase' ? 'erased' : 'deactivated'
      await until(anna.directory, (directory) => directory.user(person.userId)?.state === state)
      expect(await found()).toEqual(['Call Orbis'])
    }
    const options = ownerOptions(anna.directory.value, office.workspaceId, Date.now())
    expect(options.map(({ label }) => label)).toContainEqual(
      expect.stringMatching(/^Left by \(deleted user\) \d/),
    )
    const home = anna.directory.value.homeOf(anna.userId, office.workspaceId)?.id ?? ''
    await anna.content.assign(office.tasksFolderId, id, home)
    const row = await until(anna.content.record(office.tasksFolderId, id), (now) => now?.saved === 'saved')
    expect(row?.portfolio).toBe(home)
  })
})
