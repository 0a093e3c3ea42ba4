import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Replica } from '../../shared/replica/replica.ts'
import { type Office, openWithFolder, until } from './office.ts'

describe('a bin that is emptied', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
  })
  afterAll(() => office?.close())

  it('[REC-5] [SYNC-3] reaches devices; what one that was away wrote to a gone record is listed, the rest is saved', async () => {
    const ben = await office.join(anna, 'Ben', 'manager')
    const network = office.network()
    const away = await office.open(ben, { network })
    await until(away.content.synced(folderId), (sync) => sync === 'synced')
    const [acme, beta] = await Promise.all(
      ['Acme', 'Beta'].map((title) => anna.content.createRecord(folderId, { title, values: {} })),
    )
    if (!acme || !beta) throw new Error('not created')
    for (const id of [acme, beta]) await until(away.content.record(folderId, id), (row) => row !== null)
    network.cut()
    await until(away.connection, (state) => state !== 'online')
    await away.content.edit(folderId, acme, { note: 'too late' })
    await away.content.edit(folderId, beta, { note: 'in time' })

    await anna.content.bin(folderId, [acme])
    await until(anna.pending, (items) => items.length === 0)
    await office.emptyBins()
    await until(anna.content.record(folderId, acme), (row) => row === null)
    await until(anna.content.list(folderId, { deleted: true }).state, (list) => list.total === 0)

    network.mend()
    await until(anna.content.record(folderId, beta), (row) => row?.values['note'] === 'in time')
    await until(away.pending, (items) => items.length === 0)
    await until(away.content.record(folderId, acme), (row) => row === null)
    const [notice] = await until(away.refused, (items) => items.length === 1)
    expect(notice).toMatchObject({ kind: 'notice', code: 'no-such-record' })
    expect(notice?.words).toContain('30 days')
    await away.close()
  })
})
