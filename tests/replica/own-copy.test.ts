import 'fake-indexeddb/auto'
import { afterAll, describe, expect, it } from 'vitest'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import { openWithCustomers } from './customers.ts'
import { until } from './office.ts'
import { everythingOn, recording } from './recording.ts'

const { office, anna, folderId, accepted, restrict, listOf, record, homeOf, veiled, unveiled } =
  await openWithCustomers()
afterAll(() => office.close())

describe('[ROLE-10] own items only', () => {
  it('[ROLE-10] every byte that the device receives, and all that it keeps, is of what its user looks after', async () => {
    const person = await office.join(anna, 'Otto', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    await restrict(person, ['own-items-only'])
    await anna.content.createRecord(folderId, { title: 'Foreign One', values: { note: 'secret-a' } })
    const given = await anna.content.createRecord(folderId, {
      title: 'Given',
      values: { mail: 'given@otto.example' },
      portfolio: homeOf(person),
    })
    const network = recording(office)
    const device = newId('device')
    const otto = await office.open(person, { device, network })
    const his = record(otto, await veiled(given))
    await until(his, (row) => row !== null)
    expect(await listOf(otto)).toEqual(['Given'])
    // What others do, and what becomes theirs later, is heard or not by the same rule.
    const later = await anna.content.createRecord(folderId, { title: 'Foreign Two', values: {} })
    await anna.content.edit(folderId, later, { note: 'secret-b' })
    await anna.content.edit(folderId, given, { note: 'yours' })
    await until(his, (row) => row?.values.note === 'yours')
    await anna.content.assign(folderId, later, homeOf(person))
    const passing = record(otto, await veiled(later))
    await until(passing, (row) => row?.values.note === 'secret-b')
    await anna.content.assign(folderId, later, homeOf(office.anna))
    await until(passing, (row) => row === null)
    await anna.content.edit(folderId, later, { note: 'secret-c' })
    await anna.content.edit(folderId, given, { note: 'again' })
    await until(his, (row) => row?.values.note === 'again')
    anna.presence.setWhere({ path: '/r/rec_secret-d' })
    await until(otto.presence.others, (others) => others.some(({ userId }) => userId === office.anna.userId))
    anna.presence.setWhere({ path: '/r/rec_secret-e' })
    await anna.content.edit(folderId, given, { note: 'and again' })
    await until(his, (row) => row?.values.note === 'and again')
    const all = await everythingOn(device, network)
    expect(all).toContain('given@otto.example')
    expect(network.heard.join('\n')).toContain('given@otto.example')
    for (const secret of ['Foreign One', 'secret-a', 'secret-c', 'secret-d', 'secret-e'])
      expect(all).not.toContain(secret)
    expect(await listOf(otto)).toEqual(['Given'])
  })

  it('[ROLE-10] [SYNC-1] [SYNC-4] they create, edit and bin offline; it waits in words, and arrives', async () => {
    const person = await office.join(anna, 'Olaf', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    await restrict(person, ['own-items-only'])
    const network = office.network()
    const device = newId('device')
    const first = await office.open(person, { device, network })
    await until(first.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    const id = await first.content.createRecord(folderId, { title: 'Olaf’s own', values: { note: 'one' } })
    const gone = await first.content.createRecord(folderId, { title: 'Taken back', values: {} })
    await first.content.edit(folderId, id, { note: 'two' })
    expect(first.pending.value.map(({ words }) => words)).toEqual([
      'Create “Olaf’s own” in Customers',
      'Create “Taken back” in Customers',
      'Change “Olaf’s own” in Customers',
    ])
    expect(await until(record(first, id), (row) => row?.values.note === 'two')).toMatchObject({
      saved: 'device',
    })
    await first.withdraw(first.pending.value[1]?.seq ?? 0)
    await until(record(first, gone), (row) => row === null)
    await first.close()
    // As after a reload.
    const olaf = await office.open(person, { device, network })
    expect(await listOf(olaf)).toEqual(['Olaf’s own'])
    network.mend()
    await until(olaf.pending, (pending) => pending.length === 0)
    await until(record(olaf, id), (row) => row?.saved === 'saved')
    const real = await unveiled(id)
    expect(await until(record(anna, real), (row) => row?.values.note === 'two')).toMatchObject({
      title: 'Olaf’s own',
      portfolio: homeOf(person),
    })
    await olaf.content.bin(folderId, [id])
    await until(record(anna, real), (row) => row?.deleted !== null && row !== null)
    await olaf.content.restore(folderId, [id])
    await until(record(anna, real), (row) => row?.deleted === null)
    // Given away, it is no longer theirs to see.
    await olaf.content.assign(folderId, id, homeOf(office.anna))
    await until(record(olaf, id), (row) => row === null)
    await until(record(anna, real), (row) => row?.portfolio === homeOf(office.anna))
    expect(olaf.refused.value).toEqual([])
  })

  it('[ROLE-10] [HAND-5] given while online, the full copy goes at once; a handover brings what it brings; lifted, all is back', async () => {
    const person = await office.join(anna, 'Ole', 'agent')
    const leaver = await office.join(anna, 'Lea', 'agent')
    await until(anna.directory, () => homeOf(person) !== '' && homeOf(leaver) !== '')
    const theirs = await anna.content.createRecord(folderId, {
      title: 'Lea’s',
      values: {},
      portfolio: homeOf(leaver),
    })
    await until(anna.pending, (pending) => pending.length === 0)
    const device = newId('device')
    const network = recording(office)
    const ole = await office.open(person, { device, network })
    await until(record(ole, theirs), (row) => row !== null)
    await restrict(person, ['own-items-only'])
    await until(record(ole, theirs), (row) => row === null)
    await expect.poll(() => listOf(ole)).toEqual([])
    network.heard.length = 0
    await expect.poll(() => everythingOn(device, network)).not.toContain('Lea’s')

    // The portfolio itself goes to them, as a handover does it.
    const portfolio = anna.directory.value.portfolio(homeOf(leaver))
    expect(portfolio).not.toBeNull()
    await accepted('handover.start', {
      handoverId: newId('handover'),
      plan: {
        from: leaver.userId,
        to: person.userId,
        moves: [{ portfolioId: homeOf(leaver), expectedHolder: leaver.userId }],
        shown: null,
        afterwards: 'stay',
        newHomes: [{ workspaceId: office.workspaceId, portfolioId: newId('portfolio') }],
        access: [],
      },
    })
    await until(record(ole, await veiled(theirs)), (row) => row?.title === 'Lea’s')
    expect(await listOf(ole)).toEqual(['Lea’s'])
    await restrict(person, [])
    await expect.poll(async () => (await listOf(ole)).length).toBe((await listOf(anna)).length)
    await ole.content.edit(folderId, theirs, { note: 'as before' })
    await until(record(anna, theirs), (row) => row?.values.note === 'as before')
  })
})

describe('[ROLE-10] masked contact details', () => {
  it('[ROLE-10] all records come, and no address or number of any', async () => {
    const person = await office.join(anna, 'Mara', 'agent')
    await restrict(person, ['masked-contacts'])
    const id = await anna.content.createRecord(folderId, {
      title: 'Kontor',
      values: { mail: 'kontor@hidden.example', note: 'seen' },
    })
    const network = recording(office)
    const device = newId('device')
    const mara = await office.open(person, { device, network })
    const hers = await veiled(id)
    expect(await until(record(mara, hers), (row) => row !== null)).toMatchObject({ values: { note: 'seen' } })
    expect((await listOf(mara)).length).toBe((await listOf(anna)).length)
    await anna.content.edit(folderId, id, { mail: 'other@hidden.example', note: 'seen again' })
    await until(record(mara, hers), (row) => row?.values.note === 'seen again')
    await mara.content.edit(folderId, hers, { note: 'by Mara' })
    await until(record(anna, id), (row) => row?.values.note === 'by Mara')
    await mara.content.edit(folderId, hers, { mail: 'mine@mara.example' })
    const [refused] = await until(mara.refused, (items) => items.length > 0)
    expect(refused?.message).toMatch(/hidden from you/)
    expect(record(anna, id).value?.values.mail ?? 'other@hidden.example').toBe('other@hidden.example')
    expect(await everythingOn(device, network)).not.toContain('hidden.example')
  })
})

describe('[ROLE-10] a folder of several shards', () => {
  it('[ROLE-10] [SYNC-1] comes shard by shard; what is edited and created offline outlives a copy that is written anew', async () => {
    const person = await office.join(anna, 'Nora', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    const large = newId('folder')
    await accepted('folder.create', {
      ...{ folderId: large, workspaceId: office.workspaceId, name: 'Large', stage: null },
      fields: [{ id: 'mail', name: 'Mail', type: 'email' }],
    })
    const filling = await office.open(office.anna, { recordsPerShard: 3 })
    await until(filling.directory, (directory) => directory.folder(large) !== null)
    const ids: string[] = []
    for (let i = 0; i < 8; i++)
      ids.push(
        await filling.content.createRecord(large, {
          title: `Number ${i}`,
          values: { mail: `${i}@hidden.example` },
        }),
      )
    await until(filling.pending, (pending) => pending.length === 0)
    await restrict(person, ['masked-contacts'])
    const network = office.network()
    const device = newId('device')
    const nora = await office.open(person, { device, network })
    const list = nora.content.list(large, {})
    await until(list.state, ({ total }) => total === 8)
    await until(nora.content.synced(large), (sync) => sync === 'synced')
    const at = (id = '') => nora.content.record(large, id)
    const [lastReal = ''] = ids.slice(-1)
    const last = await veiled(lastReal, large)
    network.cut()
    await nora.content.edit(large, last, { title: 'Renamed' })
    await until(at(last), (row) => row?.title === 'Renamed' && row.saved === 'device')
    const made = await nora.content.createRecord(large, { title: 'Made offline', values: {} })
    await until(list.state, ({ total }) => total === 9)
    // Everything of it is thrown away and written anew.
    await restrict(person, ['masked-contacts', 'no-delete'])
    network.mend()
    await until(nora.pending, (pending) => pending.length === 0)
    for (const [id, title] of [
      [last, 'Renamed'],
      [made, 'Made offline'],
    ] as const) {
      await until(filling.content.record(large, await unveiled(id, large)), (row) => row?.title === title)
      await until(at(id), (row) => row?.title === title && row.saved === 'saved')
    }
    await until(list.state, ({ total }) => total === 9)
    list.close()
    const db = new ReplicaDatabase(device)
    await db.open()
    const shards = (await db.counts.toArray()).filter(
      ({ folderId: id, records }) => id === large && records > 0,
    )
    expect(shards.map(({ shard }) => shard % 100_000)).toEqual([0, 1, 2])
    db.close()
    expect(nora.refused.value).toEqual([])
  })
})
