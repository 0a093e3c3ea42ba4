import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import { newId } from '../../shared/replica/ids.ts'
import { LiveDocument } from '../../shared/replica/documents/live-document.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { type Office, openWithFolder, until } from './office.ts'

/** More than fits into one document, in pieces of at most 2,000. */
const COUNT = 12_100

describe('a folder that is larger than a document', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  const ids = Array.from({ length: COUNT }, () => newId('record'))
  const title = (i: number) => `Deal ${String(i).padStart(5, '0')}`

  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
    const portfolio = anna.directory.value.homeOf(anna.userId, office.workspaceId)?.id ?? ''
    const records = ids.map((id, i) => ({ id, title: title(i), values: { amount: i }, portfolio }))
    await anna.content.createMany(folderId, records)
    expect(await anna.content.createMany(folderId, records.slice(-3))).toEqual({ created: 0, already: 3 })
    await until(anna.pending, (items) => items.length === 0)
  })
  afterEach(() => vi.restoreAllMocks())
  afterAll(() => office?.close())

  const listOf = (replica: Replica) => replica.content.list(folderId, {})
  const contentIn = (load: { mock: { calls: unknown[][] } }) =>
    load.mock.calls.map(([, name]) => name).filter((name) => String(name).startsWith('content/'))

  it('[REC-3] comes to another device in parts, listed as one', async () => {
    const other = await office.open(office.anna)
    const part = await until(other.content.progress(folderId), (now) => now !== null && now.all > 0)
    expect(part?.all).toBe(2)
    await until(other.content.synced(folderId), (sync) => sync === 'synced')
    expect(other.content.progress(folderId).value).toBeNull()
    const list = listOf(other)
    await until(list.state, ({ total }) => total === COUNT)
    expect((await list.rows(COUNT - 2, COUNT)).map((row) => row.title)).toEqual([
      title(COUNT - 2),
      title(COUNT - 1),
    ])
    // One in each part, in either direction.
    await other.content.edit(folderId, ids[0] ?? '', { note: 'first' })
    await anna.content.edit(folderId, ids[COUNT - 1] ?? '', { note: 'last' })
    await until(anna.content.record(folderId, ids[0] ?? ''), (row) => row?.values['note'] === 'first')
    await until(other.content.record(folderId, ids[COUNT - 1] ?? ''), (row) => row?.values['note'] === 'last')
    list.close()
    await other.close()
  })

  it('is opened again, searched and counted without loading a document', async () => {
    const device = newId('device')
    const before = await office.open(office.anna, { device })
    await until(before.content.synced(folderId), (sync) => sync === 'synced')
    await before.close()
    const load = vi.spyOn(LiveDocument, 'load')
    const page = await office.open(office.anna, { device })
    await until(page.connection, (state) => state === 'online')
    await until(page.content.synced(folderId), (sync) => sync === 'synced')
    const list = page.content.list(folderId, { text: 'deal 12099' })
    await until(list.state, ({ total, loading }) => !loading && total === 1)
    const counts = await page.content.counts()
    expect(counts.find((count) => count.folderId === folderId)?.all).toBe(COUNT)
    expect(contentIn(load)).toEqual([])

    // What changes meanwhile is fetched, and that part alone.
    await anna.content.edit(folderId, ids[1] ?? '', { title: 'Deal 12099, too' })
    await until(list.state, ({ total }) => total === 2)
    const loaded = contentIn(load)
    expect(new Set(loaded)).toEqual(new Set([shardOf(folderId, 0)]))
    list.close()
    await page.close()
  })

  it('is left alone by a page that shows no content, but for the part with an edit to send', async () => {
    const device = newId('device')
    const network = office.network()
    const before = await office.open(office.anna, { device, network })
    await until(before.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(before.connection, (state) => state !== 'online')
    await before.content.edit(folderId, ids[COUNT - 1] ?? '', { note: 'from afar' })
    await before.close()
    const load = vi.spyOn(LiveDocument, 'load')
    const panel = await office.open(office.anna, { device, mode: 'panel' })
    await until(panel.pending, (items) => items.length === 0)
    await until(
      anna.content.record(folderId, ids[COUNT - 1] ?? ''),
      (row) => row?.values['note'] === 'from afar',
    )
    expect(new Set(contentIn(load))).toEqual(new Set([shardOf(folderId, 1)]))
    await panel.close()
  })
})
