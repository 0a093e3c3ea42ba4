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

it('[ROLE-8] [SYNC-3] an edit after the subscription has ended is set back, and the notice holds it for when it goes on', async () => {
  const ben = await world.copy()
  await world.store.write(async (tx) => {
    await tx
      .updateTable('organizations')
      .set({ last_day: '2026-05-31', cancelled_by: USERS.olga, cancelled_at: NOW })
      .execute()
  })
  world.documents.forget(ORG)
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
