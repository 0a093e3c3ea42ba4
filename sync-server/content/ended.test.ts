import { afterEach, beforeEach, expect, it } from 'vitest'
import { meOf } from '../../shared/domain/documents/document-name.ts'
import { noticeSchema } from '../../shared/domain/model/notice.ts'
import { ContentWorld, ORG } from './content-world.ts'
import { created, FOLDER, HOMES, NOW, record, USERS } from './guard/guard-world.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

const ACME = record('acme')
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna, { phone: '1' }))
  await world.send('anna', anna)
})
afterEach(() => world.close())

async function cancel() {
  await world.store.write(async (tx) => {
    await tx
      .updateTable('organizations')
      .set({ last_day: '2026-05-31', cancelled_by: USERS.olga, cancelled_at: NOW })
      .execute()
  })
  world.documents.forget(ORG)
}

it('[ROLE-8] [SYNC-3] an edit after the subscription has ended is set back, and the notice holds it for when it goes on', async () => {
  const ben = await world.copy()
  await cancel()
  world.now = new Date('2026-05-31T21:00:00.000Z')
  editsOf(ben).set(`${ACME}/phone`, 'in time')
  await world.send('ben', ben)
  expect(await world.rows(meOf(USERS.ben))).toEqual({})
  world.now = new Date('2026-05-31T22:00:00.000Z')
  editsOf(ben).set(`${ACME}/phone`, 'late')
  await world.send('ben', ben)
  const [notice] = Object.values(await world.rows(meOf(USERS.ben))).map((row) => noticeSchema.parse(row))
  expect(notice).toMatchObject({
    code: 'subscription-ended',
    command: {
      type: 'record.edit',
      args: { folderId: FOLDER.id, recordId: ACME, changes: { phone: 'late' } },
    },
  })
  expect(editsOf(await world.copy()).get(`${ACME}/phone`)).toBe('in time')
})

it('[ROLE-8] [SYNC-3] of all that a device brings after the end nothing is lost, however much it is', async () => {
  const ben = await world.copy()
  await cancel()
  world.now = new Date('2026-06-10T08:00:00.000Z')
  const ids = Array.from({ length: 30 }, (_, index) => record(`late${index}`))
  ben.transact(() => {
    for (const id of ids) {
      recordsOf(ben).set(id, created(HOMES.ben, { phone: '2' }))
      editsOf(ben).set(`${id}/phone`, `of ${id}`)
      editsOf(ben).set(`${id}/title`, `Late ${id}`)
    }
  })
  await world.send('ben', ben)
  const notices = Object.values(await world.rows(meOf(USERS.ben))).map((row) => noticeSchema.parse(row))
  expect(notices.map(({ code }) => code)).not.toContain('more-set-back')
  const commands = notices.map(({ command }) => command)
  for (const recordId of ids) {
    const at = { folderId: FOLDER.id, recordId }
    const changes = { phone: `of ${recordId}`, title: `Late ${recordId}` }
    expect(commands).toContainEqual({ type: 'record.edit', args: { ...at, changes } })
    expect(commands).toContainEqual({
      type: 'record.create',
      args: { ...at, record: created(HOMES.ben, { phone: '2' }) },
    })
  }
})
