import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import type { LiveList, NewRecord, Replica } from '../../shared/replica/replica.ts'
import { type Office, openWithFolder, until } from './office.ts'

describe('records on the device', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  let home: string
  let others: string

  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
    const ben = await office.join(anna, 'Ben', 'manager')
    home = anna.directory.value.homeOf(anna.userId, office.workspaceId)?.id ?? ''
    others = (
      await until(anna.directory, (now) => now.homeOf(ben.userId, office.workspaceId) !== null)
    ).homeOf(ben.userId, office.workspaceId)!.id
  })
  afterAll(() => office?.close())

  const titles = async (list: LiveList, count: number) => {
    await until(list.state, ({ loading, total }) => !loading && total === count)
    return (await list.rows(0, count)).map(({ title }) => title)
  }
  const deal = (title: string, more: Partial<NewRecord> = {}): NewRecord & { id: string } => ({
    id: newId('record'),
    title,
    values: {},
    portfolio: home,
    ...more,
  })

  it('[REC-3] filters by text, by who looks after it and by what is open, sorts, and stays live', async () => {
    const records = [
      deal('Zebra', { values: { stage: 'won', amount: 3 } }),
      deal('apple', { values: { stage: 'new', amount: 20, note: 'Ask Berta' } }),
      deal('Mango', { values: { stage: 'lost', amount: 100 }, portfolio: others }),
    ]
    expect(await anna.content.createMany(folderId, records)).toEqual({ created: 3, already: 0 })
    const list = (query: Parameters<typeof anna.content.list>[1]) => anna.content.list(folderId, query)
    expect(await titles(list({}), 3)).toEqual(['apple', 'Mango', 'Zebra'])
    expect(await titles(list({ sort: { field: 'amount', direction: 'descending' } }), 3)).toEqual([
      'Mango',
      'apple',
      'Zebra',
    ])
    expect(await titles(list({ text: 'BERTA ap' }), 1)).toEqual(['apple'])
    expect(await titles(list({ portfolioIds: [others] }), 1)).toEqual(['Mango'])
    expect(await titles(list({ open: true }), 1)).toEqual(['apple'])
    const closed = list({ open: false })
    expect(await titles(closed, 2)).toEqual(['Mango', 'Zebra'])

    const [zebra, apple] = records
    await anna.content.edit(folderId, apple?.id ?? '', { stage: 'won' })
    expect(await titles(closed, 3)).toEqual(['apple', 'Mango', 'Zebra'])
    await anna.content.bin(folderId, [zebra?.id ?? ''])
    expect(await titles(closed, 2)).toEqual(['apple', 'Mango'])
    const bin = list({ deleted: true })
    expect(await titles(bin, 1)).toEqual(['Zebra'])
    await anna.content.restore(folderId, [zebra?.id ?? ''])
    expect(await titles(bin, 0)).toEqual([])
    for (const one of [closed, bin]) one.close()
  })

  it('[HAND-6] counts per portfolio and folder what is open and what is not', async () => {
    const folder = await office.folder(anna)
    await anna.content.createMany(folder, [
      deal('a', { values: { stage: 'new' } }),
      deal('b', { values: { stage: 'won' } }),
      deal('c', { portfolio: others }),
    ])
    const counts = await anna.content.counts([home, others])
    expect(counts.filter((count) => count.folderId === folder)).toEqual([
      {
        portfolioId: home,
        workspaceId: office.workspaceId,
        folderId: folder,
        kind: 'records',
        open: 1,
        all: 2,
      },
      {
        portfolioId: others,
        workspaceId: office.workspaceId,
        folderId: folder,
        kind: 'records',
        open: 1,
        all: 1,
      },
    ])
  })

  it('[REC-4] takes thousands at once in pieces, says how far it is, and creates nothing twice', async () => {
    const folder = await office.folder(anna)
    const records = Array.from({ length: 800 }, (_, i) =>
      deal(`Deal ${i}`, { values: { note: 'x'.repeat(900), amount: i } }),
    )
    const progress: number[] = []
    const created = await anna.content.createMany(folder, records, (done, of) => {
      expect(of).toBe(800)
      progress.push(done)
    })
    expect(created).toEqual({ created: 800, already: 0 })
    expect(progress.length).toBeGreaterThan(2)
    expect(progress.at(-1)).toBe(800)
    expect(await anna.content.createMany(folder, records.slice(0, 10))).toEqual({ created: 0, already: 10 })
    await until(anna.pending, (items) => items.length === 0)
    const other = await office.open(office.anna)
    const list = other.content.list(folder, { sort: { field: 'amount', direction: 'descending' } })
    await until(list.state, ({ total, loading }) => !loading && total === 800)
    expect((await list.rows(0, 1))[0]).toMatchObject({ title: 'Deal 799', saved: 'saved' })
    list.close()
  })

  it('[SYNC-5] shows who else is here, and where', async () => {
    const ben = await office.join(anna, 'Berta', 'agent')
    const berta = await office.open(ben)
    await until(berta.directory, (directory) => directory.workspaces.length > 0)
    berta.presence.setWhere({ page: 'deals' })
    const here = await until(anna.presence.others, (people) =>
      people.some(({ userId, where }) => userId === ben.userId && where !== undefined),
    )
    expect(here).toEqual([{ userId: ben.userId, name: 'Berta', where: { page: 'deals' } }])
    expect([...anna.presence.online.value].sort()).toEqual([anna.userId, ben.userId].sort())
    await berta.close()
    await until(anna.presence.others, (people) => people.length === 0)
  })
})
