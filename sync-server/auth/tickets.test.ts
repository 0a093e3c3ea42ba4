import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { takeTicket } from './tickets.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const ticket = async () =>
  (await orbis.admin.post('/api/tickets', { organizationId: orbis.organizationId })).body.ticket as string

describe('tickets', () => {
  it('let one socket in, as the user of the session, once', async () => {
    const given = await ticket()
    expect(await takeTicket(server, given)).toEqual({
      organizationId: orbis.organizationId,
      userId: orbis.userId,
      sessionId: expect.stringMatching(/^ses_/),
      deviceLabel: expect.any(String),
    })
    expect(await takeTicket(server, given)).toBeNull()
  })

  it('end after 30 seconds', async () => {
    const given = await ticket()
    server.clock.forward({ seconds: 30 })
    expect(await takeTicket(server, given)).toBeNull()
  })

  it('end with the session', async () => {
    const given = await ticket()
    await orbis.admin.post('/api/sessions/end', {})
    expect(await takeTicket(server, given)).toBeNull()
  })

  it('end with the right to be there', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const given = (await ben.client.post('/api/tickets', { organizationId: orbis.organizationId })).body
      .ticket
    await orbis.send(orbis.admin, 'user.block', { userId: ben.userId })
    expect(await takeTicket(server, given)).toBeNull()
  })

  it('are not given to others, and inventing one is of no use', async () => {
    const eve = await server.signIn('eve@orbis.test')
    expect((await eve.post('/api/tickets', { organizationId: orbis.organizationId })).status).toBe(403)
    expect(await takeTicket(server, 'x'.repeat(43))).toBeNull()
  })
})
