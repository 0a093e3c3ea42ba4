import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { CopyProblem, deleteUnreadable, unsentIn } from '../../shared/replica/unreadable-copy.ts'
import { dealsFolder, type Office, openWithFolder, until } from './office.ts'

/** Opens the database as it is, with another version, and changes what is in it. */
async function alter(name: string, version: number, change: (db: IDBDatabase) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => change(opening.result)
  opening.onerror = () => reject(new Error('not opened', { cause: opening.error }))
  opening.onsuccess = () => {
    opening.result.close()
    resolve()
  }
  return promise
}

describe('a copy that this version can’t open', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
  })
  afterAll(() => office?.close())

  it('[SYNC-3] gives out what was not sent, in words, before it is fetched anew', async () => {
    const device = newId('device')
    const network = office.network()
    const page = await office.open(office.anna, { device, network })
    await until(page.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(page.connection, (state) => state !== 'online')
    const record = { title: 'Not sent', values: { amount: 3 } }
    const id = await page.content.createRecord(folderId, record)
    const folder = newId('folder')
    await page.dispatch('folder.create', { ...dealsFolder(folder, office.workspaceId), name: 'Abroad' })
    await page.close()
    const db = new ReplicaDatabase(device)
    // No program of ours writes that.
    await db.directory.put({ document: 'organization', key: 5 as unknown as string, value: {} })
    db.close()

    const problem = await office.open(office.anna, { device }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(CopyProblem)
    expect(problem).toMatchObject({ kind: 'unreadable' })
    const unsent = await unsentIn(device)
    expect(unsent).toEqual([
      expect.objectContaining({
        words: 'Create “Not sent” in Deals',
        wanted: [{ create: id, record: expect.objectContaining(record) as unknown }],
      }),
      expect.objectContaining({ wanted: expect.objectContaining({ type: 'folder.create' }) as unknown }),
    ])

    await deleteUnreadable(device)
    const anew = await office.open(office.anna, { device })
    await until(anew.content.synced(folderId), (sync) => sync === 'synced')
    await until(anna.pending, (items) => items.length === 0)
  })

  it('[SYNC-8] is left alone when a later version wrote it, and an open page lets that version have it', async () => {
    const device = newId('device')
    const page = await office.open(office.anna, { device })
    await until(page.content.synced(folderId), (sync) => sync === 'synced')
    vi.spyOn(console, 'warn').mockReturnValue()
    // The new version upgrades the database while the old one is open.
    await alter(device, 1_000, (db) => db.createObjectStore('later'))
    await until(page.connection, (state) => state === 'other-version')
    await page.close()
    const problem = await office.open(office.anna, { device }).catch((error: unknown) => error)
    expect(problem).toMatchObject({ kind: 'newer' })
    const db = new ReplicaDatabase(device)
    await db.open()
    expect(await db.directory.count()).toBeGreaterThan(0)
    db.close()
  })

  it('[SYNC-7] is not made anew by who opens it only if it is there', async () => {
    const device = newId('device')
    const isHere = async () => (await indexedDB.databases()).some(({ name }) => name === device)
    const page = await office.open(office.anna, { device })
    const visit = await office.open(office.anna, { device, onlyIfThere: true })
    await until(visit.ready, (ready) => ready)
    await page.wipe()
    await expect.poll(isHere).toBe(false)
    const problem = await office
      .open(office.anna, { device, onlyIfThere: true })
      .catch((error: unknown) => error)
    expect(problem).toMatchObject({ kind: 'not-there' })
    expect(await isHere()).toBe(false)
  })
})
