import 'fake-indexeddb/auto'
import { afterAll, describe, expect, it } from 'vitest'
import { idByKey } from '../../shared/domain/import/record-id.ts'
import { newId } from '../../shared/replica/ids.ts'
import { openWithCustomers } from './customers.ts'
import { until } from './office.ts'
import { everythingOn, recording } from './recording.ts'

const { office, anna, folderId, restrict, listOf, record, homeOf, veiled } = await openWithCustomers()
afterAll(() => office.close())

describe('[ROLE-10] ids of imported records', () => {
  const PHONE = '+49 30 901820'
  const phones = ['+49 30 901819', PHONE, '+49 30 901821']

  it('[ROLE-10] [REC-4] nothing on the device of somebody without contact details says by which key a record was imported', async () => {
    const person = await office.join(anna, 'Pia', 'agent')
    await restrict(person, ['masked-contacts'])
    const row = { id: idByKey(folderId, PHONE), title: 'Imported', values: { mail: 'x@hidden.example' } }
    const home = homeOf(office.anna)
    await anna.content.createMany(folderId, [{ ...row, portfolio: home }])
    const network = recording(office)
    const device = newId('device')
    const pia = await office.open(person, { device, network })
    const hers = await veiled(row.id)
    await until(record(pia, hers), (found) => found?.title === 'Imported')
    // What others do with it, what she does, and where they are.
    anna.presence.setWhere({ path: `/records/${row.id}` })
    await pia.content.edit(folderId, hers, { note: 'by Pia' })
    await until(record(anna, row.id), (found) => found?.values.note === 'by Pia')
    await until(pia.pending, (pending) => pending.length === 0)
    const all = await everythingOn(device, network)
    expect(all).toContain(hers)
    for (const phone of phones) expect(all).not.toContain(idByKey(folderId, phone).slice(4))

    // She guesses: what she asks for says nothing of what is there.
    await pia.content.createRecord(folderId, { id: row.id, title: 'A guess', values: {} })
    await pia.content.createRecord(folderId, {
      id: idByKey(folderId, phones[0] ?? ''),
      title: 'Another',
      values: {},
    })
    await until(pia.pending, (pending) => pending.length === 0)
    expect((await listOf(pia)).filter((title) => /guess|Another/.test(title)).sort()).toEqual([
      'A guess',
      'Another',
    ])
    const { commandId } = await pia.dispatch('record.edit', {
      ...{ folderId, recordId: idByKey(folderId, phones[2] ?? ''), changes: { note: 'nobody’s' } },
    })
    expect(await pia.outcome(commandId)).toMatchObject({ code: 'no-such-record' })

    // The same file again, by her and by who sees all, makes nothing new.
    const before = (await listOf(anna)).length
    expect(await anna.content.createMany(folderId, [{ ...row, portfolio: home }])).toMatchObject({
      created: 0,
    })
    expect((await listOf(anna)).length).toBe(before)
    // Not restricted any more, she has the records as they are, and what waited with the old ids still finds them.
    await restrict(person, [])
    await until(record(pia, row.id), (found) => found?.title === 'Imported')
    await pia.dispatch('record.edit', { folderId, recordId: hers, changes: { note: 'from before' } })
    await until(record(anna, row.id), (found) => found?.values.note === 'from before')
  })
})
