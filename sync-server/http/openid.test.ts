import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startOpenIdProvider, type TestOpenIdProvider } from '../testing/openid-provider.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, testClock, type TestServer } from '../testing/test-server.ts'

const PUBLIC = 'http://localhost:4820'

let provider: TestOpenIdProvider
/** The provider has the real time. */
const startServer = () => startTestServer(provider.environment, testClock(new Date().toISOString()))
let shared: TestServer
let server: TestServer
beforeAll(async () => {
  provider = await startOpenIdProvider(`${PUBLIC}/api/openid/callback`)
  shared = await startServer()
})
beforeEach(() => {
  server = shared
  provider.people.clear()
  provider.cancels = false
})
afterEach(async () => {
  if (server !== shared) await server.close()
})
afterAll(async () => {
  await shared.close()
  await provider.stop()
})

const person = (sub: string, email: string, more: object = {}) =>
  provider.people.set(sub, { email, email_verified: true, name: 'Anna Berg', ...more })

/** Begins a sign-in and goes through the provider; returns the way back to our server. */
async function toCallback(browser: TestClient, sub: string, start: object = {}): Promise<URL> {
  provider.next = sub
  const started = await browser.post('/api/openid/start', start)
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  return provider.goThrough(started.body.url)
}

/** Where the app opens after the callback, as path and query. */
async function comeBack(browser: TestClient, callback: URL): Promise<string> {
  const answer = await browser.get(callback.pathname + callback.search)
  expect(answer.status).toBe(303)
  const location = new URL(answer.headers.get('location') ?? '')
  expect(location.origin).toBe(PUBLIC)
  return location.pathname + location.search
}

async function signIn(sub: string, start: object = {}): Promise<{ browser: TestClient; page: string }> {
  const browser = server.browser()
  return { browser, page: await comeBack(browser, await toCallback(browser, sub, start)) }
}
async function invite({ send, admin }: TestOrganization, email: string) {
  const ids = { userId: newId('user'), invitationId: newId('invitation') }
  await send(admin, 'user.invite', { ...ids, email, role: 'member', workspaces: [] })
  return ids
}
const accountOf = async (browser: TestClient) => (await browser.get('/api/me')).body.account

describe('signing in at an OpenID provider', () => {
  it('[INV-2] opens a session for who the provider says it is, at the page they came from', async () => {
    person('1001', 'anna@orbis.test')
    const { browser, page } = await signIn('1001', { returnTo: '/users?tab=pending' })
    expect(page).toBe('/users?tab=pending')
    expect(await accountOf(browser)).toMatchObject({
      email: 'anna@orbis.test',
      emails: ['anna@orbis.test'],
      name: 'Anna Berg',
    })
    const again = await signIn('1001')
    expect((await accountOf(again.browser)).id).toBe((await accountOf(browser)).id)
  })

  it('[INV-2] is the account that had the address by mailed code; another address is another account', async () => {
    server = await startServer()
    const byCode = await server.signIn('anna@orbis.test')
    person('1001', 'Anna@Orbis.test')
    person('1002', 'ben@orbis.test')
    const anna = await signIn('1001')
    const ben = await signIn('1002')
    expect((await accountOf(anna.browser)).id).toBe((await accountOf(byCode)).id)
    expect((await accountOf(ben.browser)).id).not.toBe((await accountOf(byCode)).id)
  })

  it('[INV-2] accepts an invitation as the verified address', async () => {
    server = await startServer()
    const organization = await foundTestOrganization(server)
    person('1001', 'carl@orbis.test')
    const { browser } = await signIn('1001')
    const ids = await invite(organization, 'carl@orbis.test')
    const accepted = await browser.post('/api/invitations/accept', {
      id: ids.invitationId,
      commandId: newId('command'),
    })
    expect(accepted.status).toBe(200)
    person('1002', 'eve@orbis.test')
    const eve = await signIn('1002')
    const refused = await eve.browser.post('/api/invitations/accept', {
      id: ids.invitationId,
      commandId: newId('command'),
    })
    expect(refused.status).toBe(409)
  })

  it.each([
    ['an address nobody verified', { email_verified: false }],
    ['no word about the address', { email_verified: undefined }],
    ['no address', { email: undefined }],
    ['a word that is no truth value', { email_verified: 'true' }],
  ])('[INV-2] lets nobody new in by %s, and says what does', async (_, claims) => {
    const email = `${Object.entries(claims).join('-')}@orbis.test`.toLowerCase().replaceAll(',', '.')
    const byCode = await server.signIn(email)
    person(email, email, claims)
    const { browser, page } = await signIn(email)
    expect(page).toBe('/?sign-in=not-authoritative')
    expect((await browser.get('/api/me')).status).toBe(401)
    expect((await byCode.get('/api/me')).status).toBe(200)
  })

  it('takes a way back once', async () => {
    person('1001', 'anna@orbis.test')
    const browser = server.browser()
    const callback = await toCallback(browser, '1001')
    expect(await comeBack(browser, callback)).toBe('/')
    const cookies = new Map(browser.cookies)
    expect(await comeBack(browser, callback)).toBe('/?sign-in=openid-used')
    expect(browser.cookies).toEqual(cookies)
  })

  it('takes a way back in the browser alone that began, and a thief uses nothing up', async () => {
    person('1001', 'anna@orbis.test')
    const browser = server.browser()
    const callback = await toCallback(browser, '1001')
    const thief = server.browser()
    expect(await comeBack(thief, callback)).toBe('/?sign-in=other-browser')
    // Nor one that began a sign-in of its own.
    await toCallback(thief, '1001')
    expect(await comeBack(thief, callback)).toBe('/?sign-in=other-browser')
    expect((await thief.get('/api/me')).status).toBe(401)
    expect(await comeBack(browser, callback)).toBe('/')
  })

  it('refuses a state of its own making, a code of another sign-in, and one that took too long', async () => {
    person('1001', 'anna@orbis.test')
    person('1666', 'eve@orbis.test')
    const browser = server.browser()
    const forged = await toCallback(browser, '1001')
    forged.searchParams.set('state', 'A'.repeat(43))
    expect(await comeBack(browser, forged)).toBe('/?sign-in=openid-used')

    // Another's code under one's own state: PKCE and nonce belong to the attempt it was made for.
    const evil = await toCallback(server.browser(), '1666')
    const mixed = await toCallback(browser, '1001')
    mixed.searchParams.set('code', evil.searchParams.get('code') ?? '')
    expect(await comeBack(browser, mixed)).toBe('/?sign-in=openid-failed')

    server = await startServer()
    const later = server.browser()
    const late = await toCallback(later, '1001')
    server.clock.forward({ minutes: 10 })
    expect(await comeBack(later, late)).toBe('/?sign-in=openid-used')
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  it('refuses an ID token with the nonce of another attempt', async () => {
    person('1001', 'anna@orbis.test')
    provider.next = '1001'
    const browser = server.browser()
    const started = await browser.post('/api/openid/start', {})
    const address = new URL(started.body.url)
    expect(address.searchParams.get('code_challenge_method')).toBe('S256')
    address.searchParams.set('nonce', 'of somebody else')
    expect(await comeBack(browser, await provider.goThrough(address.href))).toBe('/?sign-in=openid-failed')
  })

  it('says so when somebody cancels there, and when the clocks differ', async () => {
    person('1001', 'anna@orbis.test')
    provider.cancels = true
    expect((await signIn('1001')).page).toBe('/?sign-in=openid-cancelled')
    provider.cancels = false
    server = await startServer()
    // A minute of the token's life and a minute of tolerance.
    server.clock.forward({ seconds: 90 })
    expect((await signIn('1001')).page).toBe('/')
    server.clock.forward({ minutes: 5 })
    expect((await signIn('1001')).page).toBe('/?sign-in=openid-clock')
  })

  it('says so when the provider is down, before and on the way, and works again after', async () => {
    person('1001', 'anna@orbis.test')
    server = await startServer()
    const browser = server.browser()
    provider.isDown = true
    const down = await browser.post('/api/openid/start', {})
    expect([down.status, down.body.code]).toEqual([503, 'openid-down'])
    expect(down.body.message).toContain('Try again in a few minutes')
    provider.isDown = false
    const callback = await toCallback(browser, '1001')
    provider.isDown = true
    expect(await comeBack(browser, callback)).toBe('/?sign-in=openid-down')
    provider.isDown = false
    expect((await signIn('1001')).page).toBe('/')
  })

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test/', '/\t/evil.test', '/api/me', 'x'])(
    'sends nobody to %s afterwards',
    async (returnTo) => {
      const answer = await server.browser().post('/api/openid/start', { returnTo })
      expect(answer.status).toBe(400)
    },
  )

  it('is not there unless it is set up', async () => {
    const plain = await startTestServer()
    expect((await plain.browser().get('/api/health')).body.openId).toBeNull()
    expect((await plain.browser().post('/api/openid/start', {})).status).toBe(404)
    await plain.close()
    expect((await server.browser().get('/api/health')).body.openId).toBe('Google')
  })
})

describe('an extension at the OpenID provider', () => {
  const VERIFIER = 'v'.repeat(43)
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url')
  const REDIRECT = 'https://binbonddnooccindljcofabobmfapbif.chromiumapp.org'

  /** The extension's own window: no cookie of ours, and Chrome hands its last address to the extension. */
  async function throughWindow(sub: string): Promise<{ attemptId: string; end: URL }> {
    provider.next = sub
    const started = await server.extension().post('/api/openid/start', { challenge })
    const callback = await provider.goThrough(started.body.url)
    const answer = await server.browser().get(callback.pathname + callback.search)
    return { attemptId: started.body.attemptId, end: new URL(answer.headers.get('location') ?? '') }
  }

  it('[INV-2] gets a token of its own for the grant of its window, once, with its verifier alone', async () => {
    person('1001', 'anna@orbis.test')
    const { attemptId, end } = await throughWindow('1001')
    expect(end.origin).toBe(REDIRECT)
    const grant = end.searchParams.get('grant') ?? ''
    const extension = server.extension()
    const trade = (verifier: string) => extension.post('/api/openid/token', { attemptId, grant, verifier })
    expect((await trade('w'.repeat(43))).status).toBe(403)
    const traded = await trade(VERIFIER)
    expect(traded.status).toBe(200)
    extension.token = traded.body.token
    expect((await extension.get('/api/me')).body.account.email).toBe('anna@orbis.test')
    extension.token = null
    expect((await trade(VERIFIER)).body.code).toBe('openid-used')
  })

  it('loses its grant after a minute, and hears what went wrong', async () => {
    person('1001', 'anna@orbis.test')
    server = await startServer()
    const { attemptId, end } = await throughWindow('1001')
    server.clock.forward({ seconds: 60 })
    const grant = end.searchParams.get('grant') ?? ''
    const late = await server.extension().post('/api/openid/token', { attemptId, grant, verifier: VERIFIER })
    expect(late.status).toBe(403)
    provider.cancels = true
    expect((await throughWindow('1001')).end.search).toBe('?problem=openid-cancelled')
  })
})
