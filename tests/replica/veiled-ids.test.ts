import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idByKey } from '../../shared/domain/import/record-id.ts'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Office, type Person, until } from './office.ts'
import { everythingOn, recording } from './recording.ts'

let office: Office
let anna: Replica
let folderId: string
beforeAll(async () => {
  office = await Office.open()
  anna = await office.open(office.anna)
  await until(anna.ready, (ready) => ready)
  folderId = newId('folder')
  await accepted('folder.create', {
    folderId,
    workspaceId: office.workspaceId,
    name: 'Customers',
    fields: [
      { id: 'mail', name: 'Mail', type: 'email' },
      { id: 'note', name: 'Note', type: 'text' },
    ],
    stage: null,
  })
})
afterAll(() => office?.close())

async function accepted(type: string, args: unknown): Promise<void> {
  const { commandId } = await anna.dispatch(type, args)
  expect([type, await anna.outcome(commandId)]).toEqual([
    type,
    expect.objectContaining({ status: 'accepted' }),
  ])
}

const restrict = ({ userId }: Person, restrictions: Restriction[]) =>
  accepted('membership.set', {
    userId,
    place: {
      workspaceId: office.workspaceId,
      level: 'agent',
      restrictions,
      portfolioId: newId('portfolio'),
    },
  })

const listOf = async (replica: Replica) => {
  const list = replica.content.list(folderId, {})
  const { total } = await until(list.state, ({ loading }) => !loading)
  const rows = await list.rows(0, total)
  list.close()
  return rows.map(({ title }) => title)
}

const record = (replica: Replica, id: string) => replica.content.record(folderId, id)
/** The id under which somebody restricted knows a record. */
const veiled = async (id: string) => (await office.veil()).of(folderId).veil(id)
const homeOf = (person: Person) => anna.directory.value.homeOf(person.userId, office.workspaceId)?.id ?? ''

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
