import { afterEach, beforeEach, expect, it } from 'vitest'
import { sql } from 'kysely'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let office: TestOrganization
let other: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  office = await foundTestOrganization(server)
  other = await foundTestOrganization(server, 'zoe@other.test', { name: 'Other' })
})
afterEach(() => server.close())

/** Tables with rows of the organization. */
async function tablesWith(organizationId: string): Promise<string[]> {
  const found: string[] = []
  for (const { name, columns } of await server.store.read.introspection.getTables()) {
    if (!columns.some((column) => column.name === 'organization_id')) continue
    const { rows } =
      await sql`select 1 from ${sql.table(name)} where organization_id = ${organizationId} limit 1`.execute(
        server.store.read,
      )
    if (rows.length > 0) found.push(name)
  }
  return found
}

it('[BILL-4] deletes all of an organization after 14 days, tells all Admins before, and leaves others alone', async () => {
  const eve = await office.join('eve@orbis.test', { role: 'admin', level: 'owner' })
  const asked = await office.send(office.admin, 'organization.delete', { name: 'Orbis' })
  expect(asked.status).toBe('accepted')
  await server.jobsDone()
  const [mail] = (await server.mailsTo('eve@orbis.test')).filter(({ subject }) => /deleted/.test(subject))
  expect(mail?.text).toContain('18 May 2026')
  expect(await server.mailsTo('anna@orbis.test')).toContainEqual(
    expect.objectContaining({ subject: mail?.subject }),
  )
  server.clock.forward({ days: 13 })
  await server.deletionsDone()
  expect((await eve.client.get('/api/me')).body.organizations).toHaveLength(1)
  const otherBefore = await tablesWith(other.organizationId)

  server.clock.forward({ days: 1 })
  await server.deletionsDone()
  expect(await tablesWith(office.organizationId)).toEqual([])
  expect(await tablesWith(other.organizationId)).toEqual(otherBefore)
  expect((await eve.client.get('/api/me')).body.organizations).toEqual([])
  // Their accounts are free to begin anew.
  await foundTestOrganization(server, 'eve@orbis.test', { name: 'Anew' })
})

it('[BILL-4] deletes nothing that an Admin stopped', async () => {
  const eve = await office.join('eve@orbis.test', { role: 'admin', level: 'owner' })
  await office.send(office.admin, 'organization.delete', { name: 'Orbis' })
  server.clock.forward({ days: 10 })
  expect((await office.send(eve.client, 'organization.keep', {})).status).toBe('accepted')
  server.clock.forward({ days: 20 })
  await server.deletionsDone()
  expect((await eve.client.get('/api/me')).body.organizations).toHaveLength(1)
  await server.jobsDone()
  expect((await server.mailsTo('anna@orbis.test')).map(({ subject }) => subject)).toContain(
    'Orbis on Handover is not going to be deleted',
  )
})
