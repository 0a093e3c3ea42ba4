import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VERSION_HEADER, WIRE_VERSION } from '../../shared/protocol/version.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

describe('writes', () => {
  const body = { email: 'anna@orbis.test' }

  it.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://localhost:4821'],
    ['another scheme', 'https://localhost:4820'],
    ['a longer name', 'http://localhost:4820.evil.example'],
    ['a sandboxed page', 'null'],
    ['another extension', 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ])('are refused from %s', async (_name, origin) => {
    const answer = await server.browser().post('/api/codes', body, { origin })
    expect([answer.status, answer.body]).toEqual([
      403,
      { status: 'refused', code: 'wrong-origin', message: expect.any(String) },
    ])
  })

  it('are refused without an origin, also with a session cookie', async () => {
    const browser = await server.signIn('anna@orbis.test')
    const answer = await browser.post('/api/sessions/end', {}, { origin: undefined })
    expect([answer.status, answer.body.code]).toEqual([403, 'wrong-origin'])
    expect((await browser.get('/api/me')).status).toBe(200)
  })

  it('with a token of their own need no origin: programs have none', async () => {
    const extension = server.extension()
    await extension.signIn('anna@orbis.test', (email) => server.codeFor(email))
    const answer = await extension.post('/api/sessions/end', { sessionId: 'ses_none' }, { origin: undefined })
    expect(answer.status).toBe(200)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined])(
    'are refused as %s',
    async (type) => {
      const answer = await server
        .browser()
        .post('/api/codes', JSON.stringify(body), { 'content-type': type ?? '' })
      expect([answer.status, answer.body.code]).toEqual([415, 'not-json'])
    },
  )

  it('of commands nested very deeply are refused with 400, and those with dangerous keys', async () => {
    const browser = await server.signIn('anna@orbis.test')
    const command = (args: string) =>
      `{"organizationId":"org_${'a'.repeat(16)}","commands":[{"id":"cmd_${'a'.repeat(16)}","type":"user.rename","args":${args}}]}`
    for (const args of [
      '['.repeat(200_000) + ']'.repeat(200_000),
      '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000),
      '{"__proto__":{"role":"admin"}}',
    ]) {
      const answer = await browser.post('/api/commands', command(args))
      expect([answer.status, answer.body.code]).toEqual([400, 'bad-request'])
    }
  })

  it('of more than the limit are refused with 413', async () => {
    const browser = server.browser()
    const answer = await browser.post('/api/codes', { email: 'x'.repeat(2_000_000) })
    expect([answer.status, answer.body]).toEqual([
      413,
      { status: 'refused', code: 'too-large', message: expect.any(String) },
    ])
  })

  it('that are no JSON, or hold a prototype, are refused with 400', async () => {
    for (const text of ['{', '', '{"__proto__": {"role": "admin"}, "email": "a@b.test"}']) {
      const answer = await server.browser().post('/api/codes', text)
      expect([text, answer.status, answer.body.status]).toEqual([text, 400, 'refused'])
    }
  })

  it('of the wrong shape name the field at fault', async () => {
    const missing = await server.browser().post('/api/codes', {})
    expect([missing.status, missing.body.code]).toEqual([400, 'bad-request'])
    expect(missing.body.message).toContain('email')
    const extra = await server.browser().post('/api/codes', { ...body, admin: true })
    expect([extra.status, extra.body.message]).toEqual([400, expect.stringContaining('admin')])
  })

  it('[SYNC-8] of another version are told to reload', async () => {
    const another = `${WIRE_VERSION + 1}`
    const answer = await server.browser().post('/api/codes', body, { [VERSION_HEADER]: another })
    expect([answer.status, answer.body.code]).toEqual([426, 'other-version'])
  })
})

describe('a path written in another way', () => {
  it.each(['/%61pi/codes', '/api/%63odes', '/%61%70%69/codes'])('%s passes the same guard', async (path) => {
    const body = { email: 'anna@orbis.test' }
    const foreign = await server.browser().post(path, body, { origin: 'https://evil.example' })
    expect([foreign.status, foreign.body.code]).toEqual([403, 'wrong-origin'])
    const own = await server.browser().post(path, body)
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })
})

describe('the extension', () => {
  it('alone may read answers from another origin, and never with cookies', async () => {
    const own = await server.browser().get('/api/health', { origin: server.config.extensionOrigin })
    expect(own.headers.get('access-control-allow-origin')).toBe(server.config.extensionOrigin)
    expect(own.headers.get('access-control-allow-credentials')).toBeNull()
    const other = await server.browser().get('/api/health', { origin: 'https://evil.example' })
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is not signed in by the cookie of a page', async () => {
    const browser = await server.signIn('anna@orbis.test')
    expect((await browser.get('/api/me', { origin: server.config.extensionOrigin })).status).toBe(401)
  })
})

describe('answers', () => {
  it('carry a policy under which a foreign script can do nothing', async () => {
    const { headers } = await server.browser().get('/api/health')
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types handover',
      `connect-src 'self' ${server.config.publicUrl.replace('http', 'ws')}`,
    ])
      expect(policy.split(';')).toContain(part)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('of what is not there are refusals, not pages', async () => {
    const answer = await server.browser().get('/api/nothing', { accept: 'text/html' })
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
  })
})

describe('the outbox page', () => {
  /** With any Host header, which fetch does not let through. */
  const withHost = (host: string, path = '/outbox', more: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${server.url}${path}`, { headers: { host, ...more } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })

  it('shows mails on this machine only, whatever name points here', async () => {
    await server.signIn('anna@orbis.test')
    const page = await server.browser().get('/outbox')
    expect(page.body).toContain('is your Handover code')
    expect(page.body).not.toContain('<script')
    expect(await withHost('localhost:4820')).toBe(200)
    expect(await withHost('rebound.evil.example')).toBe(404)
    expect(await withHost('rebound.evil.example', '/%6futbox')).toBe(404)
    expect(await withHost('rebound.evil.example', '/outbox/style.css')).toBe(404)
  })

  it.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'])(
    'shows nothing through a proxy on this machine (%s)',
    async (name) => expect(await withHost('localhost:4820', '/outbox', { [name]: '203.0.113.7' })).toBe(404),
  )

  it('escapes what people typed', async () => {
    await server.store.write((tx) =>
      tx
        .insertInto('mails')
        .values({
          mail_id: 'job_x',
          address: 'a@b.test',
          subject: '<img src=x onerror=alert(1)>',
          body_text: '"><script>alert(1)</script> http://localhost:4820/invitation/inv_1#t',
          body_html: '<p>x</p>',
          state: 'kept',
          created_at: server.clock.now().toISOString(),
        })
        .execute(),
    )
    for (const path of ['/outbox', '/outbox/job_x']) {
      const page = (await server.browser().get(path)).body as string
      expect(page).not.toMatch(/<img|<script/)
    }
    const page = (await server.browser().get('/outbox/job_x')).body as string
    expect(page).toContain('<a href="http://localhost:4820/invitation/inv_1#t">')
  })
})
