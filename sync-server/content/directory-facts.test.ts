import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { meOf } from '../../shared/domain/documents/document-name.ts'
import { putRow } from '../store/rows/rows.ts'
import { ContentWorld, ORG } from './content-world.ts'
import { created, FOLDER, HOMES, record, standing, USERS } from './guard/guard-world.ts'
import { editsOf, recordsOf } from './guard/maps.ts'

const ACME = record('acme')
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  const anna = await world.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna))
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
})
afterEach(() => world.close())

it('[SYNC-3] of rights that a change could not take away nothing stays known', async () => {
  const restricting = world.store.write(async (tx) => {
    const [row] = standing('anna', 'agent', { restrictions: ['own-items-only'] }).memberships
    if (row) await putRow(tx, ORG, 'membership', row)
    // The first notice that names a record to somebody restricted needs a key, and the disk may be full.
    await sql`drop table veil_keys`.execute(tx)
    const value = { about: { folderId: FOLDER.id, recordId: ACME } }
    await world.documents.writeDirectory(tx, ORG, [{ document: meOf(USERS.anna), key: 'notice/x', value }])
  })
  await expect(restricting).rejects.toThrow('veil_keys')
  const anna = await world.copy()
  editsOf(anna).set(`${ACME}/phone`, '2')
  expect(await world.send('anna', anna)).toEqual({ status: 'saved' })
})
