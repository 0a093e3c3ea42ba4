import { afterEach, beforeEach, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { daysAfter } from '../../../shared/domain/model/time.ts'
import { ContentWorld, ORG, SHARD } from '../content-world.ts'
import { emptyBins } from './empty-bins.ts'
import { created, HOMES, NOW, record, USERS, valuesOf } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'
import { PURGED } from '../history.ts'

const [ACME, BETA] = [record('acme'), record('beta')]
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy()
  for (const id of [ACME, BETA]) recordsOf(anna).set(id, created(HOMES.anna, { phone: '030 secret' }, 'Acme'))
  editsOf(anna).set(`${ACME}/phone`, '040 secret')
  await send('anna', anna)
})
afterEach(() => world.close())

async function send(name: 'anna' | 'olga', device: Y.Doc) {
  expect(await world.send(name, device)).toEqual({ status: 'saved' })
}
async function set(recordId: string, field: string, value: unknown) {
  const olga = await world.copy()
  editsOf(olga).set(`${recordId}/${field}`, value)
  await send('olga', olga)
}
const bin = (recordId: string, at = world.now.toISOString()) => set(recordId, 'deleted', at)
async function emptyAfter(days: number) {
  world.now = new Date(daysAfter(NOW, days))
  await emptyBins(world.store, world.documents, { now: () => world.now })
}
const ids = async () => Object.keys(valuesOf(await world.copy()).records).sort()

it('[REC-5] what lay in the bin for 30 days is gone, from document, history and disk; who did what when stays', async () => {
  await bin(ACME)
  await emptyAfter(29.9)
  expect(await ids()).toEqual([ACME, BETA])
  await emptyAfter(30)
  for (const _ of ['in memory', 'from the disk']) {
    expect(await ids()).toEqual([BETA])
    expect(Object.keys(valuesOf(await world.copy()).edits)).toEqual([])
    await world.restart()
  }
  const stored = await world.store.read.selectFrom('documents').select('snapshot').execute()
  expect(stored.some(({ snapshot }) => Buffer.from(snapshot ?? []).includes('040 secret'))).toBe(false)
  expect(await world.store.read.selectFrom('document_updates').selectAll().execute()).toEqual([])
  const history = await world.store.read
    .selectFrom('content_history')
    .select(['user_id', 'field', 'after'])
    .where('record_id', '=', ACME)
    .orderBy('at')
    .orderBy('rowid' as 'at')
    .execute()
  expect(history).toEqual([
    { user_id: USERS.anna, field: null, after: null },
    { user_id: USERS.anna, field: 'phone', after: null },
    { user_id: USERS.olga, field: 'deleted', after: JSON.stringify(NOW) },
    { user_id: null, field: PURGED, after: null },
  ])
  expect(await world.counts(HOMES.anna)).toMatchObject([{ all: 1 }])
})

it('[REC-5] [ROLE-10] nothing of it stays in the copy of who sees their own items alone, nor under it on the disk', async () => {
  await set(ACME, 'portfolio', HOMES.ben)
  await world.restrict('ben', ['own-items-only'])
  const ofBen = async () => {
    const own = `own/${USERS.ben}/%`
    const [updates, snapshots] = [
      await world.store.read
        .selectFrom('document_updates')
        .select('data')
        .where('name', 'like', own)
        .execute(),
      await world.store.read.selectFrom('documents').select('snapshot').where('name', 'like', own).execute(),
    ]
    return Buffer.concat([
      ...updates.map(({ data }) => Buffer.from(data)),
      ...snapshots.map(({ snapshot }) => Buffer.from(snapshot ?? [])),
    ])
  }
  await bin(ACME)
  expect((await ofBen()).includes('040 secret')).toBe(true)
  await emptyAfter(30)
  expect((await ofBen()).includes('040 secret')).toBe(false)
})

it('[REC-5] [AUD-1] the history of another folder’s record with the same id stays', async () => {
  const foreign = { organization_id: ORG, id: 'his_foreign', at: NOW, user_id: USERS.olga, cause: null }
  await world.store.write((tx) =>
    tx
      .insertInto('content_history')
      .values({
        ...foreign,
        ...{ folder_id: 'fld_other', document: 'content/fld_other/0', record_id: ACME, field: 'phone' },
        ...{ before: null, after: JSON.stringify('050 kept') },
      })
      .execute(),
  )
  await bin(ACME)
  await emptyAfter(30)
  const kept = await world.store.read
    .selectFrom('content_history')
    .select('after')
    .where('id', '=', 'his_foreign')
    .executeTakeFirst()
  expect(kept?.after).toBe(JSON.stringify('050 kept'))
})

it('[REC-5] what was taken out of the bin stays, and lies there anew when it is deleted again', async () => {
  await bin(ACME)
  world.now = new Date(daysAfter(NOW, 20))
  await set(ACME, 'deleted', null)
  await emptyAfter(31)
  expect(await ids()).toEqual([ACME, BETA])
  await bin(ACME)
  await emptyAfter(60)
  expect(await ids()).toEqual([ACME, BETA])
  await emptyAfter(61)
  expect(await ids()).toEqual([BETA])
})

it('[REC-5] keeps it for 30 days from when it arrived, and never shorter than a device with a fast clock said', async () => {
  await bin(ACME, daysAfter(NOW, -100))
  await bin(BETA, daysAfter(NOW, 5))
  await emptyAfter(29)
  expect(await ids()).toEqual([ACME, BETA])
  await emptyAfter(34)
  expect(await ids()).toEqual([BETA])
  await emptyAfter(35)
  expect(await ids()).toEqual([])
})

it('[REC-5] what was binned before there was a table of it is found when its folder is indexed', async () => {
  await bin(ACME)
  await world.store.write(async (tx) => {
    await tx.deleteFrom('binned_records').execute()
    await world.documents.indexFolder(tx, ORG, SHARD.split('/')[1] ?? '')
  })
  await emptyAfter(31)
  expect(await ids()).toEqual([BETA])
})

it('[REC-5] [SYNC-3] an edit of a record that is gone is set back, with a notice that says why', async () => {
  const away = await world.copy()
  editsOf(away).set(`${ACME}/phone`, '050')
  editsOf(away).set(`${BETA}/phone`, '060')
  await bin(ACME)
  await emptyAfter(31)
  await send('anna', away)
  expect(valuesOf(await world.copy()).edits).toEqual({ [`${BETA}/phone`]: '060' })
  const notices = await world.store.read.selectFrom('notices').select(['user_id', 'data']).execute()
  expect(notices.map(({ user_id, data }) => [user_id, (JSON.parse(data) as { code: string }).code])).toEqual([
    [USERS.anna, 'no-such-record'],
  ])
  expect(world.faults).toEqual([])
})

it('[REC-5] of an emptying that could not be written nothing stays', async () => {
  await bin(ACME)
  const gate = world.store.hold()
  const emptying = emptyAfter(31)
  await gate.held
  gate.fail()
  await expect(emptying).rejects.toThrow('disk')
  expect(await ids()).toEqual([ACME, BETA])
  await emptyAfter(32)
  expect(await ids()).toEqual([BETA])
})
