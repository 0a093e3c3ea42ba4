import { afterAll, beforeAll, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization

beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterAll(() => server?.close())

it('[USR-2] tells the last sign-in to Admins, of Members to User Admins, and everybody their own', async () => {
  const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
  const ben = await orbis.join('ben@orbis.test')
  const seenBy = async (client: TestOrganization['admin']) => {
    const { body } = await client.post('/api/sign-ins', { organizationId: orbis.organizationId })
    return new Map<string, string>(
      body.signIns.map((one: { userId: string; at: string }) => [one.userId, one.at]),
    )
  }
  const all = await seenBy(orbis.admin)
  expect([...all.keys()].toSorted()).toEqual([orbis.userId, una.userId, ben.userId].toSorted())
  expect(Date.parse(all.get(ben.userId) ?? '')).toBeLessThanOrEqual(Date.now())
  expect([...(await seenBy(una.client)).keys()].toSorted()).toEqual([una.userId, ben.userId].toSorted())
  expect([...(await seenBy(ben.client)).keys()]).toEqual([ben.userId])
  const stranger = await server.signIn('eve@else.test')
  expect((await stranger.post('/api/sign-ins', { organizationId: orbis.organizationId })).status).toBe(403)
})
