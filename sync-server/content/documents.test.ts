import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { meOf, namesOf, ORGANIZATION, shardOf } from '../../shared/domain/documents/document-name.ts'
import { noticeSchema } from '../../shared/domain/model/notice.ts'
import { ContentWorld, hearing, ORG, SHARD } from './content-world.ts'
import { created, FOLDER, HOMES, NOW, record, USERS, valuesOf, WORKSPACE } from './guard/guard-world.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

const ACME = record('acme')
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna, { phone: '1' }))
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

/** A command that writes rows and is accepted, or fails after writing them. */
const command = (entries: Parameters<typeof world.documents.writeDirectory>[2], fails = false) =>
  world.store.write(async (tx, outcome) => {
    const published = await world.documents.writeDirectory(tx, ORG, entries)
    outcome.onCommit(published.publish)
    outcome.onRollback(published.discard)
    if (fails) throw new Error('refused late')
  })

describe('directory documents', () => {
  it('hold the rows that were written, after a restart too, and lose those that were taken out', async () => {
    const names = namesOf(WORKSPACE)
    await command([
      { document: ORGANIZATION, key: 'thing/a', value: { name: 'Anna' } },
      { document: ORGANIZATION, key: 'thing/b', value: { name: 'Ben' } },
      { document: names, key: 'thing/a', value: { name: 'Anna', left: undefined } },
    ])
    await command([{ document: ORGANIZATION, key: 'thing/b', value: undefined }])
    await world.restart()
    expect(await world.rows(ORGANIZATION)).toEqual({ 'thing/a': { name: 'Anna' } })
    expect(await world.rows(names)).toEqual({ 'thing/a': { name: 'Anna' } })
  })

  it('are heard of after the commit, once, and not where nothing differs', async () => {
    const heard: Uint8Array[] = []
    world.documents.listen(
      ORG,
      ORGANIZATION,
      hearing((update) => heard.push(update)),
    )
    await command([{ document: ORGANIZATION, key: 'thing/a', value: { name: 'Anna' } }])
    await command([{ document: ORGANIZATION, key: 'thing/a', value: { name: 'Anna' } }])
    expect(heard).toHaveLength(1)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, heard[0] as Uint8Array)
    expect(doc.getMap('rows').toJSON()).toEqual({ 'thing/a': { name: 'Anna' } })
  })

  it('keep nothing of a command that failed after writing them', async () => {
    await command([{ document: ORGANIZATION, key: 'thing/a', value: 1 }])
    await expect(command([{ document: ORGANIZATION, key: 'thing/a', value: 2 }], true)).rejects.toThrow(
      'late',
    )
    expect(await world.rows(ORGANIZATION)).toEqual({ 'thing/a': 1 })
    await command([{ document: ORGANIZATION, key: 'thing/b', value: 3 }])
    await world.restart()
    expect(await world.rows(ORGANIZATION)).toEqual({ 'thing/a': 1, 'thing/b': 3 })
  })

  it('become a snapshot now and then, and lose nothing by it', async () => {
    const heard: Uint8Array[] = []
    world.documents.listen(
      ORG,
      ORGANIZATION,
      hearing((update) => heard.push(update)),
    )
    await Promise.all(
      Array.from({ length: 600 }, (_, i) =>
        command([{ document: ORGANIZATION, key: `thing/${i % 40}`, value: `${i}${'x'.repeat(1_000)}` }]),
      ),
    )
    const rows = await world.store.read
      .selectFrom('document_updates')
      .select((count) => count.fn.countAll<number>().as('n'))
      .where('name', '=', ORGANIZATION)
      .executeTakeFirstOrThrow()
    expect(rows.n).toBeLessThan(400)
    const before = await world.rows(ORGANIZATION)
    await world.restart()
    expect(await world.rows(ORGANIZATION)).toEqual(before)
    expect(Object.keys(before)).toHaveLength(40)
    const follower = new Y.Doc()
    for (const update of heard) Y.applyUpdate(follower, update)
    expect(follower.getMap('rows').toJSON()).toEqual(before)
  })
})

describe('content', () => {
  it('[SYNC-4] is neither heard of nor acknowledged nor served before the commit', async () => {
    const log: string[] = []
    world.documents.listen(
      ORG,
      SHARD,
      hearing(() => log.push('heard')),
    )
    const ben = await world.copy()
    editsOf(ben).set(`${ACME}/phone`, '2')
    const update = Y.encodeStateAsUpdate(ben, await world.documents.stateVector(ORG, SHARD))
    const { held, release } = world.store.hold()
    const arrival = { organizationId: ORG, userId: USERS.ben, document: SHARD, update, from: null }
    const saved = world.documents.receive(arrival).then(() => log.push('saved'))
    await held
    const served = world.copy().then((doc) => log.push(`served ${String(editsOf(doc).get(`${ACME}/phone`))}`))
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    expect(log).toEqual([])
    release()
    await Promise.all([saved, served])
    expect(log[0]).toBe('heard')
    expect(log.sort()).toEqual(['heard', 'saved', 'served 2'])
  })

  it('[SYNC-4] of a commit that failed leaves nothing, in memory neither, and can be sent again', async () => {
    const ben = await world.copy()
    editsOf(ben).set(`${ACME}/phone`, '2')
    editsOf(ben).set(`${ACME}/colour`, 'red')
    const update = Y.encodeStateAsUpdate(ben, await world.documents.stateVector(ORG, SHARD))
    const arrival = { organizationId: ORG, userId: USERS.ben, document: SHARD, update, from: null }
    const { held, fail } = world.store.hold()
    const receiving = world.documents.receive(arrival)
    await held
    fail()
    await expect(receiving).rejects.toThrow('disk')
    expect(valuesOf(await world.copy()).edits).toEqual({})
    expect(await world.rows(meOf(USERS.ben))).toEqual({})
    expect(await world.documents.receive(arrival)).toEqual({ status: 'saved' })
    expect(valuesOf(await world.copy()).edits).toEqual({ [`${ACME}/phone`]: '2' })
    await world.restart()
    expect(valuesOf(await world.copy()).edits).toEqual({ [`${ACME}/phone`]: '2' })
  })

  it('that can’t be stored takes nothing along that came with it', async () => {
    const [anna, ben] = [await world.copy(), await world.copy()]
    editsOf(anna).set(`${ACME}/phone`, 'anna')
    editsOf(ben).set(`${ACME}/worth`, 5)
    const vector = Y.encodeStateVector(await world.copy())
    const { held, fail } = world.store.hold()
    const both = (
      [
        ['anna', anna],
        ['ben', ben],
      ] as const
    ).map(([name, device]) =>
      world.documents.receive({
        organizationId: ORG,
        userId: USERS[name],
        document: SHARD,
        update: Y.encodeStateAsUpdate(device, vector),
        from: null,
      }),
    )
    await held
    fail()
    expect(await Promise.all(both)).toEqual([{ status: 'saved' }, { status: 'saved' }])
    const all = { [`${ACME}/phone`]: 'anna', [`${ACME}/worth`]: 5 }
    expect(valuesOf(await world.copy()).edits).toEqual(all)
    await world.restart()
    expect(valuesOf(await world.copy()).edits).toEqual(all)
  })

  it('[AUD-1] [REC-2] is in the history with before, after and by whom; of two edits the earlier, too', async () => {
    const anna = await world.copy()
    const ben = await world.copy()
    editsOf(anna).set(`${ACME}/phone`, 'anna')
    editsOf(ben).set(`${ACME}/phone`, 'ben')
    await world.send('anna', anna)
    await world.send('ben', ben)
    const rows = await world.store.read
      .selectFrom('content_history')
      .select(['user_id', 'record_id', 'field', 'before', 'after', 'at'])
      .orderBy('before')
      .execute()
    expect(rows).toEqual([
      { user_id: USERS.anna, record_id: ACME, field: null, before: null, after: null, at: NOW },
      { user_id: USERS.anna, record_id: ACME, field: 'phone', before: '"1"', after: '"anna"', at: NOW },
      { user_id: USERS.ben, record_id: ACME, field: 'phone', before: '"anna"', after: '"ben"', at: NOW },
    ])
  })

  it('[SYNC-3] [ROLE-15] that was set back becomes a notice of the actor’s own, with what somebody who may can be asked for', async () => {
    const ben = await world.copy()
    editsOf(ben).set(`${ACME}/portfolio`, HOMES.ben)
    await world.send('ben', ben)
    const rows = Object.entries(await world.rows(meOf(USERS.ben)))
    expect(rows).toHaveLength(1)
    const [key, value] = rows[0] as [string, unknown]
    const notice = noticeSchema.parse(value)
    expect(key).toBe(`notice/${notice.id}`)
    expect(notice).toMatchObject({
      userId: USERS.ben,
      code: 'not-allowed',
      about: { folderId: FOLDER.id, recordId: ACME, field: 'portfolio' },
      command: {
        type: 'record.edit',
        args: { folderId: FOLDER.id, recordId: ACME, changes: { portfolio: HOMES.ben } },
      },
    })
    expect(notice.message).toMatch(
      /^Your choice of who looks after “Acme” was not kept\. You may not give this item/,
    )
    const stored = await world.store.read.selectFrom('notices').selectAll().execute()
    expect(stored.map(({ id, user_id }) => [id, user_id])).toEqual([[notice.id, USERS.ben]])
  })

  it('[SYNC-3] set back a thousand times makes few notices', async () => {
    const ben = await world.copy()
    for (let i = 0; i < 1_000; i++) editsOf(ben).set(`${record(`none${i}x`)}/phone`, 'x')
    await world.send('ben', ben)
    const notices = Object.values(await world.rows(meOf(USERS.ben))) as { message: string }[]
    expect(notices).toHaveLength(20)
    expect(notices.map(({ message }) => message)).toContain(
      '981 more changes in “Deals” were not kept, for reasons like these.',
    )
  })

  it('of somebody put out of the workspace is refused with today’s rights', async () => {
    const ben = await world.copy()
    editsOf(ben).set(`${ACME}/phone`, '2')
    await world.putOut('ben')
    expect(await world.send('ben', ben)).toEqual({ status: 'forbidden' })
    expect(valuesOf(await world.copy()).edits).toEqual({})
  })

  it('remembers after a restart who writes under a client id', async () => {
    const anna = await world.copy(SHARD, 4711)
    editsOf(anna).set(`${ACME}/phone`, '2')
    await world.send('anna', anna)
    await world.restart()
    const ben = await world.copy(SHARD, 4711)
    editsOf(ben).set(`${ACME}/phone`, '3')
    expect(await world.send('ben', ben)).toEqual({ status: 'refused', code: 'foreign-client' })
  })

  it('is opened by those who work there, in shards that exist or come soon', async () => {
    const next = shardOf(FOLDER.id, 1)
    const far = shardOf(FOLDER.id, 65)
    const absent = shardOf(`fld_${'x'.repeat(16)}`, 0)
    expect(await world.documents.openable(ORG, USERS.ben, [SHARD, next, far, absent])).toEqual(
      new Set([SHARD, next]),
    )
    expect(await world.documents.openable(ORG, USERS.rita, [SHARD, next, meOf(USERS.ben)])).toEqual(new Set())
    expect(await world.documents.openable('org_another000000000', USERS.ben, [SHARD])).toEqual(new Set())
  })
})

describe('the second door', () => {
  it('writes as the server, counts and keeps history like the first', async () => {
    await world.store.write(async (tx, outcome) => {
      const published = await world.documents.writeContent(
        tx,
        ORG,
        FOLDER.id,
        0,
        (records, edits) => {
          records.set(record('beta'), created(HOMES.anna))
          edits.set(`${ACME}/portfolio`, HOMES.ben)
          edits.set(`${ACME}/title`, 'Acme Ltd')
        },
        USERS.olga,
      )
      outcome.onCommit(published.publish)
    })
    const count = { workspaceId: WORKSPACE, folderId: FOLDER.id, kind: 'records', open: 1, all: 1 }
    expect(await world.counts(HOMES.anna, HOMES.ben)).toEqual([
      { ...count, portfolioId: HOMES.anna },
      { ...count, portfolioId: HOMES.ben },
    ])
    expect(
      await world.store.write((tx) => world.documents.reassignedSince(tx, ORG, [HOMES.anna], NOW)),
    ).toEqual([{ recordId: ACME, folderId: FOLDER.id, title: 'Acme Ltd', portfolioId: HOMES.ben }])
  })

  it('[HAND-12] lists only what was given away since and did not come back', async () => {
    const give = async (name: 'anna' | 'olga', to: string, at: string) => {
      world.now = new Date(at)
      const device = await world.copy()
      editsOf(device).set(`${ACME}/portfolio`, to)
      expect(await world.send(name, device)).toEqual({ status: 'saved' })
    }
    const since = (at: string) =>
      world.store.write((tx) => world.documents.reassignedSince(tx, ORG, [HOMES.anna], at))
    await give('anna', HOMES.ben, '2026-05-04T10:00:00.000Z')
    expect(await since('2026-05-04T00:00:00.000Z')).toHaveLength(1)
    expect(await since('2026-05-05T00:00:00.000Z')).toEqual([])
    await give('olga', HOMES.anna, '2026-05-06T10:00:00.000Z')
    expect(await since('2026-05-04T00:00:00.000Z')).toEqual([])
  })
})
