import 'fake-indexeddb/auto'
import { afterAll, describe, expect, it } from 'vitest'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import { unsentChanges } from '../../shared/replica/outbox/give-unsent.ts'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import type { RefusedItem } from '../../shared/replica/replica.ts'
import { openWithCustomers } from './customers.ts'
import { type Person, until } from './office.ts'

const { office, anna, folderId, accepted, restrict, record, homeOf, veiled, unveiled } =
  await openWithCustomers()
afterAll(() => office.close())

/** Writes offline as somebody who sees all, is restricted meanwhile, and comes back. */
async function restrictedWhileAway(person: Person, restriction: Restriction) {
  const [theirs, foreign] = [newId('record'), newId('record')]
  // As from a file: created in the same moment.
  await anna.content.createMany(folderId, [
    { id: theirs, title: 'Their own', values: {}, portfolio: homeOf(person) },
    { id: foreign, title: 'Somebody else’s', values: {}, portfolio: homeOf(office.anna) },
  ])
  await until(anna.pending, (pending) => pending.length === 0)
  const network = office.network()
  const device = newId('device')
  const first = await office.open(person, { device, network })
  await until(record(first, theirs), (row) => row !== null)
  await until(record(first, foreign), (row) => row !== null)
  network.cut()
  await until(first.connection, (state) => state === 'offline')
  await first.content.edit(folderId, theirs, { note: 'called them' })
  await first.content.edit(folderId, theirs, { title: 'Their own, renamed' })
  await first.content.edit(folderId, foreign, { note: 'called those, too' })
  const made = await first.content.createRecord(folderId, { title: 'Begun offline', values: { note: 'one' } })
  await first.content.edit(folderId, made, { note: 'two' })
  await restrict(person, [restriction])
  network.mend()
  await until(first.refused, (items) => items.length === 4)
  await until(first.content.synced(folderId), (sync) => sync === 'synced')
  return { device, network, replica: first, theirs, foreign, made }
}

describe('[SYNC-3] [ROLE-10] what waited when its writer was restricted', () => {
  it('[SYNC-3] [ROLE-10] is listed with the name and the words, and sent again where it is still theirs', async () => {
    const person = await office.join(anna, 'Otto', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    const { device, replica, theirs, foreign, made } = await restrictedWhileAway(person, 'own-items-only')
    const items = replica.refused.value
    expect(items.map(({ words, wrote }) => [words, wrote])).toEqual([
      ['Change Note of “Their own”', [{ field: 'note', value: 'called them' }]],
      ['Change the name of “Their own”', [{ field: 'title', value: 'Their own, renamed' }]],
      ['Change Note of “Somebody else’s”', [{ field: 'note', value: 'called those, too' }]],
      [
        'Create “Begun offline” in Customers',
        [
          { field: 'title', value: 'Begun offline' },
          { field: 'note', value: 'one' },
          { field: 'note', value: 'two' },
        ],
      ],
    ])
    expect(items[3]?.dependents).toEqual(['Change Note of “Begun offline”'])
    // The ids of then lead nowhere now.
    expect(items.map(({ about }) => about)).toEqual(items.map(() => ({ folderId })))

    await until(record(replica, await veiled(theirs)), (row) => row !== null)
    expect(await replica.sendAllAgain(items.map(({ id }) => id))).toMatchObject({
      ...{ sent: 3, stayed: 1 },
      why: expect.stringContaining('not among the items you see now') as string,
    })
    expect(await until(record(anna, theirs), (row) => row?.title === 'Their own, renamed')).toMatchObject({
      values: { note: 'called them' },
    })
    const there = await unveiled(made)
    await until(record(anna, there), (row) => row?.values.note === 'two')
    await until(replica.pending, (pending) => pending.length === 0)
    // What can't be sent stays, with its words and another reason; the server was not asked for what they do not see.
    expect(replica.refused.value).toMatchObject([
      {
        words: 'Change Note of “Somebody else’s”',
        wrote: [{ field: 'note', value: 'called those, too' }],
        code: 'not-among-yours',
      },
    ])
    expect(record(anna, foreign).peek()?.values.note).toBeUndefined()
    const db = new ReplicaDatabase(device)
    await db.open()
    const known = (await db.refusedEdits.toArray()).map((row) => JSON.stringify(row.known))
    expect(known).toHaveLength(1)
    expect(known[0]).not.toContain('Somebody')
    db.close()
  })

  it('[SYNC-3] [ROLE-10] of somebody without contact details all of it, with each record found under its other id', async () => {
    const person = await office.join(anna, 'Mara', 'owner')
    await until(anna.directory, () => homeOf(person) !== '')
    const { replica, theirs, foreign } = await restrictedWhileAway(person, 'masked-contacts')
    await until(record(replica, await veiled(theirs)), (row) => row !== null)
    await until(record(replica, await veiled(foreign)), (row) => row !== null)
    const [one] = replica.refused.value
    expect(await replica.sendAgain(one?.id ?? '')).toMatchObject({ status: 'later' })
    await until(record(anna, theirs), (row) => row?.values.note === 'called them')
    expect(replica.refused.value).toHaveLength(3)
  })

  it('[SYNC-3] once they see all again, under the ids they had', async () => {
    const person = await office.join(anna, 'Uwe', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    const { replica, theirs, foreign } = await restrictedWhileAway(person, 'own-items-only')
    await restrict(person, [])
    await until(record(replica, foreign), (row) => row !== null)
    const items = replica.refused.value
    expect(await replica.sendAllAgain(items.map(({ id }) => id))).toMatchObject({ sent: 4, stayed: 0 })
    await until(record(anna, theirs), (row) => row?.title === 'Their own, renamed')
    await until(replica.pending, (pending) => pending.length === 0)
  })
})

describe('[LIFE-10] what a restricted person had not sent again', () => {
  it('[LIFE-10] waits for an Admin when they are put out or deactivated, also when they had tried', async () => {
    const person = await office.join(anna, 'Ines', 'agent')
    await until(anna.directory, () => homeOf(person) !== '')
    const { device, replica, foreign } = await restrictedWhileAway(person, 'own-items-only')
    const note = replica.refused.value.find(({ words }) => words.includes('Somebody else'))
    expect(await replica.sendAgain(note?.id ?? '')).toMatchObject({ code: 'not-among-yours' })
    const given = await unsentChanges(device)
    expect(given).toHaveLength(4)
    expect(given.map(({ args }) => args)).toContainEqual({
      ...{ folderId, recordId: foreign, changes: { note: 'called those, too' } },
    })
    await accepted('membership.remove', { userId: person.userId, workspaceId: office.workspaceId })
    await until(replica.refused, (items) => items.every(({ code }) => code === 'given-to-admins'))
    expect(await unsentChanges(device)).toEqual([])
    const waiting = await office
      .session(office.anna)
      .quarantine({ organizationId: office.organizationId, userId: person.userId })
    if (waiting.status !== 'ok') throw new Error(waiting.status)
    expect(waiting.answer.changes).toHaveLength(4)
  })
})

describe('[SYNC-3] what was set back because the subscription had ended', () => {
  it('[SYNC-3] [ROLE-8] is sent all at once when it goes on: what makes a record first, and each once', async () => {
    const person = await office.join(anna, 'Lina', 'owner')
    const network = office.network()
    const device = newId('device')
    const lina = await office.open(person, { device, network })
    await until(lina.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const id = await lina.content.createRecord(folderId, { title: `Late ${i}`, values: {} })
      await lina.content.edit(folderId, id, { note: 'before' })
      await lina.content.edit(folderId, id, { note: `last of ${i}` })
      ids.push(id)
    }
    await subscription('2026-01-31')
    network.mend()
    const written = (all: readonly RefusedItem[]) =>
      all.flatMap(({ wrote }) => wrote.map(({ value }) => value))
    const items = await until(lina.refused, (all) =>
      ids.every((_id, i) => [`Late ${i}`, `last of ${i}`].every((text) => written(all).includes(text))),
    )
    await until(lina.pending, (pending) => pending.length === 0)
    expect(items.map(({ kind }) => kind)).toEqual(items.map(() => 'notice'))
    await subscription(null)
    await until(lina.connection, (state) => state === 'online')
    // Two pages of the device do it at the same time.
    const other = await office.open(person, { device, network })
    const all = items.map(({ id }) => id)
    const [here, there] = await Promise.all([lina.sendAllAgain(all), other.sendAllAgain(all)])
    expect([here.sent + there.sent, here.stayed + there.stayed]).toEqual([items.length, 0])
    for (const [i, id] of ids.entries())
      await until(record(anna, id), (row) => row?.values.note === `last of ${i}`)
    await until(lina.pending, (pending) => pending.length === 0)
    await until(lina.refused, (left) => left.length === 0)
  })

  /** Its last day, as if the organization had cancelled it long ago. */
  async function subscription(lastDay: string | null) {
    await office.store.write((tx) =>
      tx.updateTable('organizations').set({ last_day: lastDay, cancelled_by: null }).execute(),
    )
    await office.stop()
    await office.start()
  }
})
