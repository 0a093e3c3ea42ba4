import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer({ RATE_LIMITS: '1' })
})
afterEach(() => server.close())

const statuses = async (times: number, send: (index: number) => Promise<{ status: number }>) => {
  const seen: number[] = []
  for (let index = 0; index < times; index++) seen.push((await send(index)).status)
  return seen
}

describe('limits', () => {
  it('spare one mailbox a flood of codes, however the address is written, and no other', async () => {
    const ways = ['anna@orbis.test', 'Anna@orbis.test', ' anna@ORBIS.test ']
    const seen = await statuses(8, (i) => server.browser().post('/api/codes', { email: ways[i % 3] }))
    expect(seen).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
    const refused = await server.browser().post('/api/codes', { email: 'anna@orbis.test' })
    expect(refused.body).toMatchObject({ status: 'refused', code: 'too-many-requests' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await server.browser().post('/api/codes', { email: 'ben@orbis.test' })).status).toBe(200)
  })

  it('[USR-6] of a stranger take nobody’s code away: not in another network, nor in a browser known to the address', async () => {
    const behind = await startTestServer({ RATE_LIMITS: '1', TRUST_PROXY: 'yes' })
    try {
      const ask = (browser: TestClient, ip: string) =>
        browser.post('/api/codes', { email: 'anna@orbis.test' }, { 'x-forwarded-for': ip })
      // The first time, the browser is a stranger, too.
      const known = await behind.signIn('anna@orbis.test')
      // Others of many networks, until none of them may any more.
      const seen = await statuses(60, (i) => ask(behind.browser(), `198.51.100.${Math.floor(i / 6)}`))
      expect(seen.slice(0, 59).every((status) => status === 200)).toBe(true)
      expect(seen[59]).toBe(429)
      expect((await ask(behind.browser(), '203.0.113.9')).status).toBe(429)
      expect((await ask(known, '198.51.100.0')).status).toBe(200)
      const asked = (await ask(known, '198.51.100.0')).body
      const code = await behind.codeFor('anna@orbis.test')
      expect((await known.post('/api/sessions', { codeId: asked.codeId, code })).status).toBe(200)
    } finally {
      await behind.close()
    }
  })

  it('count by what the proxy says, not by what the client says before it', async () => {
    const behind = await startTestServer({ RATE_LIMITS: '1', TRUST_PROXY: 'yes' })
    try {
      const guess = (forged: number, real: string) =>
        behind
          .browser()
          .post(
            '/api/sessions',
            { codeId: 'code_x', code: '12345678' },
            { 'x-forwarded-for': `198.51.100.${forged}, ${real}` },
          )
      const seen = await statuses(61, (i) => guess(i, '203.0.113.7'))
      expect([seen[59], seen[60]]).toEqual([403, 429])
      expect((await guess(0, '203.0.113.8')).status).toBe(403)
    } finally {
      await behind.close()
    }
  })

  it('count a whole network of one household as one: it has 2^64 addresses of its own', async () => {
    const behind = await startTestServer({ RATE_LIMITS: '1', TRUST_PROXY: 'yes' })
    try {
      const guess = (ip: string) =>
        behind
          .browser()
          .post('/api/sessions', { codeId: 'code_x', code: '12345678' }, { 'x-forwarded-for': ip })
      const seen = await statuses(61, (i) => guess(`2001:db8:1:2:${i.toString(16)}::${i.toString(16)}`))
      expect([seen[59], seen[60]]).toEqual([403, 429])
      expect((await guess('2001:db8:1:3::1')).status).toBe(403)
    } finally {
      await behind.close()
    }
  })

  it('stop guessing codes', async () => {
    const body = { codeId: 'code_x', code: '12345678' }
    const seen = await statuses(61, () => server.browser().post('/api/sessions', body))
    expect(seen.slice(0, 60).every((status) => status === 403)).toBe(true)
    expect(seen[60]).toBe(429)
  })

  it('hold for everything together', async () => {
    const seen = await statuses(1_201, () => server.browser().get('/api/health'))
    expect(seen.at(-2)).toBe(200)
    expect(seen.at(-1)).toBe(429)
    const refused = await server.browser().get('/api/health')
    expect(refused.body).toEqual({
      status: 'refused',
      code: 'too-many-requests',
      message: expect.any(String),
    })
  })
})
