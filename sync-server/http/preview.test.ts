import { afterEach, beforeEach, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

it('[ROLE-10] [HAND-6] counts nobody else’s items for who is restricted to their own', async () => {
  const ben = await orbis.join('ben@orbis.test')
  const gus = await orbis.join('gus@orbis.test', { restrictions: ['own-items-only'] })
  const preview = async (client: TestClient, portfolioId: string) =>
    (
      await client.post('/api/handovers/preview', {
        organizationId: orbis.organizationId,
        portfolioIds: [portfolioId],
      })
    ).status
  expect(await preview(gus.client, gus.portfolioId)).toBe(200)
  expect(await preview(gus.client, ben.portfolioId)).toBe(403)
  expect(await preview(ben.client, gus.portfolioId)).toBe(200)
})
