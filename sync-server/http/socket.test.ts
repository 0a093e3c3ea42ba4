import { WebSocket } from 'ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame, type Frame } from '../../shared/protocol/frame.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer({}, undefined, { realSockets: true })
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

describe('the socket beside HTTP', () => {
  it('opens with a ticket, hears commands of others, and closes when access ends', async () => {
    const ben = await orbis.join('ben@orbis.test', { role: 'user-admin' })
    const { ticket } = (await ben.client.post('/api/tickets', { organizationId: orbis.organizationId })).body
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}/sync`,
      [SUBPROTOCOL, `${TICKET_PREFIX}${ticket}`],
      { origin: server.config.publicUrl },
    )
    const frames: Frame[] = []
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data)
      if (frame) frames.push(frame)
    })
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
    expect(socket.protocol).toBe(SUBPROTOCOL)
    socket.send(encodeFrame({ kind: 'open', channel: 1, room: 'organization' }))
    await expect.poll(() => frames.map((frame) => frame.kind)).toContain('opened')
    const before = frames.length
    await orbis.send(orbis.admin, 'user.rename', { userId: orbis.userId, name: 'Anna Sommer' })
    await expect.poll(() => frames.slice(before).map((frame) => frame.kind)).toContain('data')
    await orbis.send(orbis.admin, 'user.block', { userId: ben.userId })
    expect(await closed).toBe(4401)
  })
})
