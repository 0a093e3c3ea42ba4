import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { dealsFolder, Network, Office, until } from './office.ts'

describe('several pages on one device', () => {
  let office: Office
  let folderId: string
  let witness: Replica

  beforeAll(async () => {
    office = await Office.open()
    witness = await office.open(office.anna)
    await until(witness.ready, (ready) => ready)
    folderId = await office.folder(witness)
  })
  afterAll(() => office?.close())

  it('[SYNC-6] share one copy and one connection; when the one that has it closes, another takes over', async () => {
    const device = newId('device')
    const networks = [office.network(), office.network()] as const
    const first = await office.open(office.anna, { device, network: networks[0] })
    await until(first.connection, (state) => state === 'online')
    await until(first.content.synced(folderId), (sync) => sync === 'synced')
    const second = await office.open(office.anna, { device, network: networks[1] })
    await until(second.connection, (state) => state === 'online')
    expect(networks[1].opened).toBe(0)

    // What one page writes, the other shows, and the one with the connection sends it.
    const id = await second.content.createRecord(folderId, { title: 'From the second page', values: {} })
    await until(first.content.record(folderId, id), (row) => row !== null)
    await until(witness.content.record(folderId, id), (row) => row !== null)
    await until(second.content.record(folderId, id), (row) => row?.saved === 'saved')
    const made = await second.dispatch('folder.create', {
      ...dealsFolder(newId('folder'), office.workspaceId),
      name: 'Second',
    })
    expect((await first.outcome(made.commandId)).status).toBe('accepted')
    expect((await second.outcome(made.commandId)).status).toBe('accepted')

    await first.close()
    const later = await second.content.createRecord(folderId, { title: 'After the change', values: {} })
    await until(witness.content.record(folderId, later), (row) => row !== null)
    await until(second.content.record(folderId, later), (row) => row?.saved === 'saved')
    expect(networks[1].opened).toBe(1)
  })

  it('[SYNC-1] opens without a network with all that was there, and what was done then is sent later', async () => {
    const device = newId('device')
    const before = await office.open(office.anna, { device })
    await until(before.content.synced(folderId), (sync) => sync === 'synced')
    const id = await before.content.createRecord(folderId, { title: 'Known', values: { note: 'x' } })
    await until(before.content.record(folderId, id), (row) => row?.saved === 'saved')
    await before.close()

    const network = office.network()
    network.cut()
    const offline = await office.open(office.anna, { device, network })
    expect(offline.ready.value).toBe(true)
    expect(offline.directory.value.me?.user.name).toBe('Anna')
    expect(offline.directory.value.folder(folderId)?.name).toBe('Deals')
    expect((await until(offline.content.record(folderId, id), (row) => row !== null))?.title).toBe('Known')
    await offline.content.edit(folderId, id, { note: 'y' })
    const { decision, commandId } = await offline.dispatch('folder.create', {
      ...dealsFolder(newId('folder'), office.workspaceId),
      name: 'Made offline',
    })
    expect(decision.status).toBe('accepted')
    await offline.close()

    // The next start, still with the edit and the command on its disk.
    const again = await office.open(office.anna, { device })
    expect((await again.outcome(commandId)).status).toBe('accepted')
    const row = await until(witness.content.record(folderId, id), (now) => now?.values['note'] === 'y')
    expect(row?.title).toBe('Known')
    await until(again.pending, (items) => items.length === 0)
  })

  it('sends a command once in effect when the answer got lost', async () => {
    const device = newId('device')
    const network = office.network()
    let losing = true
    const lossy = Object.assign(new Network(''), {
      createWebSocket: network.createWebSocket,
      watchNetwork: network.watchNetwork,
      fetch: (async (input, init) => {
        const response = await network.fetch(input, init)
        if (losing && String(input).endsWith('/api/commands')) {
          losing = false
          throw new TypeError('the answer got lost')
        }
        return response
      }) satisfies typeof fetch,
    })
    const page = await office.open(office.anna, { device, network: lossy })
    await until(page.ready, (ready) => ready)
    const id = newId('folder')
    const { commandId } = await page.dispatch('folder.create', {
      ...dealsFolder(id, office.workspaceId),
      name: 'Once',
    })
    expect((await page.outcome(commandId)).status).toBe('accepted')
    expect(losing).toBe(false)
    const directory = await until(witness.directory, (now) => now.folder(id) !== null)
    expect(directory.folders.filter(({ name }) => name === 'Once')).toHaveLength(1)
  })

  it('comes back when the server was restarted', async () => {
    const id = await witness.content.createRecord(folderId, { title: 'Before the restart', values: {} })
    await until(witness.content.record(folderId, id), (row) => row?.saved === 'saved')
    await office.stop()
    await until(witness.connection, (state) => state !== 'online')
    await witness.content.edit(folderId, id, { note: 'while it was down' })
    await office.start()
    await until(witness.connection, (state) => state === 'online')
    await until(witness.content.record(folderId, id), (row) => row?.saved === 'saved')
    const fresh = await office.open(office.anna)
    const row = await until(fresh.content.record(folderId, id), (now) => now !== null)
    expect(row?.values['note']).toBe('while it was down')
  })
})
