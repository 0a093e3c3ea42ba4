import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import * as addressKeys from './migrations/0003-address-keys.ts'
import * as addressUses from './migrations/0006-address-uses.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const keys = async (table: 'users' | 'invitations') =>
  (await server.store.read.selectFrom(table).select('email_key').orderBy('email_key').execute()).map(
    (row) => row.email_key,
  )

it('[INV-8] data from before have one key for an address afterwards, and lose nobody where two spellings were two', async () => {
  for (const name of ['ben', 'cara', 'dora']) await orbis.join(`${name}@xn--mnchen-3ya.de`)
  await server.store.write(async (tx) => {
    await sql`update users set email_key = 'ben@münchen.de' where email_key = 'ben@xn--mnchen-3ya.de'`.execute(
      tx,
    )
    await sql`update invitations set email_key = 'ben@münchen.de' where email_key = 'ben@xn--mnchen-3ya.de'`.execute(
      tx,
    )
    // Cara was there under both spellings.
    await sql`update users set email_key = 'cara@münchen.de' where email_key = 'dora@xn--mnchen-3ya.de'`.execute(
      tx,
    )
    await addressKeys.up(tx as unknown as Kysely<unknown>)
  })
  expect(await keys('users')).toEqual([
    'anna@orbis.test',
    'ben@xn--mnchen-3ya.de',
    'cara@münchen.de',
    'cara@xn--mnchen-3ya.de',
  ])
  expect(await keys('invitations')).toContain('ben@xn--mnchen-3ya.de')
})

it('[HAND-23] addresses that people had before are known, of data from before too', async () => {
  const { userId } = await orbis.join('ben@orbis.test')
  await server.store.write(async (tx) => {
    for (const table of ['former_addresses', 'address_uses'])
      await sql`drop table ${sql.table(table)}`.execute(tx)
    await sql`update users set formerly = '["Ben@Old.test","ben@old.test"]' where user_id = ${userId}`.execute(
      tx,
    )
    await addressUses.up(tx as unknown as Kysely<unknown>)
  })
  await server.browser().post('/api/codes', { email: 'ben@old.test' })
  const { organizationId } = orbis
  const { body } = await orbis.admin.get(
    `/api/address-uses?${new URLSearchParams({ organizationId, userId })}`,
  )
  expect(body.addresses[0].uses).toMatchObject([{ kind: 'code', count: 1 }])
})
