import { afterEach, beforeEach, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { noteActivity } from './note-activity.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

it('[USR-2] keeps when somebody was last active, at most every ten minutes, without history', async () => {
  const lastActive = async () => {
    await noteActivity(server.deciding, orbis.organizationId, orbis.userId)
    const rows = await server.store.read.selectFrom('users').select('last_active_at').execute()
    return rows[0]?.last_active_at
  }
  const began = server.clock.now().toISOString()
  server.clock.forward({ minutes: 9 })
  expect(await lastActive()).toBe(began)
  server.clock.forward({ minutes: 1 })
  expect(await lastActive()).toBe(server.clock.now().toISOString())
  expect(await server.store.read.selectFrom('history').selectAll().execute()).toHaveLength(1)
})
