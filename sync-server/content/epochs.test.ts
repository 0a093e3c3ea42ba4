import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ContentWorld, hearing, ORG, SHARD } from './content-world.ts'
import { created, HOMES, record, USERS, valuesOf, WORKSPACE } from './guard/guard-world.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

const ACME = record('acme')
const BETA = record('beta')
const PHONE = `${ACME}/phone`
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy(SHARD, 4711)
  recordsOf(anna).set(ACME, created(HOMES.anna))
  recordsOf(anna).set(BETA, created(HOMES.anna, {}, 'A secret'))
  for (let i = 0; i < 50; i++) editsOf(anna).set(PHONE, `was ${i}`)
  editsOf(anna).set(PHONE, '1')
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
})
afterEach(() => world.close())

const receive = (update: Uint8Array, more: object = {}) =>
  world.documents.receive({
    organizationId: ORG,
    userId: USERS.anna,
    document: SHARD,
    update,
    from: null,
    ...more,
  })

it('keeps the values, and nothing of the past: no overwritten text, no client id but the server’s', async () => {
  const before = valuesOf(await world.copy())
  await world.renew()
  for (const _ of ['in memory', 'from the disk']) {
    const copy = await world.copy()
    expect(valuesOf(copy)).toEqual(before)
    expect([...copy.store.clients.keys()]).toEqual([1])
    await world.restart()
  }
  const [row] = await world.store.read.selectFrom('documents').selectAll().where('name', '=', SHARD).execute()
  expect([row?.epoch, Buffer.from(row?.snapshot ?? []).includes('was 4')]).toEqual([1, false])
  expect(await world.store.read.selectFrom('document_updates').selectAll().execute()).toEqual([])
})

it('takes what is erased out of document and counts, and does not write it into the history', async () => {
  const history = () => world.store.read.selectFrom('content_history').select('id').execute()
  const rows = (await history()).length
  await world.renew((records) => records.delete(BETA))
  await world.restart()
  const copy = await world.copy()
  expect(Object.keys(valuesOf(copy).records)).toEqual([ACME])
  expect(Buffer.from(Y.encodeStateAsUpdate(copy)).includes(BETA)).toBe(false)
  expect(await world.counts(HOMES.anna)).toMatchObject([{ workspaceId: WORKSPACE, all: 1, open: 1 }])
  expect(await history()).toHaveLength(rows)
})

it('of a commit that failed nothing stays: the old epoch goes on', async () => {
  const gate = world.store.hold()
  const renewing = world.renew((records) => records.delete(BETA))
  await gate.held
  gate.fail()
  await expect(renewing).rejects.toThrow('disk')
  const anna = await world.copy()
  editsOf(anna).set(PHONE, '2')
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
  expect(Object.keys(valuesOf(await world.copy()).records).sort()).toEqual([ACME, BETA].sort())
})

it('an update made in a copy of the ended epoch is not merged', async () => {
  const anna = await world.copy()
  editsOf(anna).set(PHONE, '2')
  const update = Y.encodeStateAsUpdate(anna, await world.documents.stateVector(ORG, SHARD))
  await world.renew()
  expect(await receive(update)).toEqual({ status: 'ended', epoch: '1' })
  expect(valuesOf(await world.copy()).edits).toEqual({ [PHONE]: '1' })
})

it('frees client ids: whoever had one in the ended epoch owns nothing in the next', async () => {
  await world.renew()
  const ben = await world.copy(SHARD, 4711)
  editsOf(ben).set(PHONE, '3')
  const update = Y.encodeStateAsUpdate(ben, await world.documents.stateVector(ORG, SHARD))
  expect(await receive(update, { userId: USERS.ben, epoch: '1' })).toEqual({ status: 'saved' })
})

it('what is said again after it had arrived changes nothing, also after another epoch, and later edits follow it', async () => {
  const anna = await world.copy()
  editsOf(anna).set(PHONE, 'anna')
  const said = { client: anna.clientID, clock: Y.getState(anna.store, anna.clientID) }
  await world.send('anna', anna)
  const ben = await world.copy()
  editsOf(ben).set(PHONE, 'ben')
  await world.send('ben', ben)
  await world.renew()
  await world.renew()
  // Anna never heard that hers was saved.
  const heard: Uint8Array[] = []
  world.documents.listen(
    ORG,
    SHARD,
    hearing((update) => heard.push(update)),
  )
  const again = await world.copy()
  const witness = await world.copy()
  const updates: Uint8Array[] = []
  again.on('update', (update: Uint8Array) => updates.push(update))
  editsOf(again).set(PHONE, 'anna')
  editsOf(again).set(`${ACME}/title`, 'Acme Ltd')
  expect(await receive(updates[0] as Uint8Array, { epoch: '2', before: [said] })).toEqual({ status: 'saved' })
  expect(await receive(updates[1] as Uint8Array, { epoch: '2' })).toEqual({ status: 'saved' })
  const all = { [PHONE]: 'ben', [`${ACME}/title`]: 'Acme Ltd' }
  expect(valuesOf(await world.copy()).edits).toEqual(all)
  for (const update of heard) Y.applyUpdate(witness, update)
  expect(valuesOf(witness).edits).toEqual(all)
  for (const update of heard) Y.applyUpdate(again, update)
  expect(valuesOf(again).edits).toEqual(all)
})

it.each([
  ['had not arrived', () => ({ client: 77, clock: 1 }), 'anna'],
  ['somebody else had said', () => ({ client: 4711, clock: 1 }), 'ben'],
] as const)('what is said again and %s is taken', async (_what, saidBefore, name) => {
  await world.renew()
  const device = await world.copy()
  editsOf(device).set(PHONE, 'new')
  const update = Y.encodeStateAsUpdate(device, await world.documents.stateVector(ORG, SHARD))
  const more = { epoch: '1', userId: USERS[name], before: [saidBefore()] }
  expect(await receive(update, more)).toEqual({ status: 'saved' })
  expect(valuesOf(await world.copy()).edits).toEqual({ [PHONE]: 'new' })
})

it('is nothing where there is no such document, or one that only the server writes', async () => {
  const renewed = (document: string) =>
    world.store.write((tx) => world.documents.renewContent(tx, ORG, document))
  expect(await renewed('content/fld_none000000000000/0')).toBeNull()
  expect(await renewed('organization')).toBeNull()
})
