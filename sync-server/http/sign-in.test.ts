import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

const EMAIL = 'anna@orbis.test'
const wrong = (code: string) => (code === '00000000' ? '11111111' : '00000000')

describe('signing in by code', () => {
  it('mails 8 digits that open a session in the browser that asked', async () => {
    const browser = server.browser()
    const asked = await browser.post('/api/codes', { email: EMAIL })
    expect(Object.keys(asked.body)).toEqual(['codeId'])
    const code = await server.codeFor(EMAIL)
    const answer = await browser.post('/api/sessions', { codeId: asked.body.codeId, code })
    expect(answer.status).toBe(200)
    expect(answer.body.token).toBeUndefined()
    const me = await browser.get('/api/me')
    expect(me.body.account).toMatchObject({ email: EMAIL, emails: [EMAIL] })
    expect(me.body.organizations).toEqual([])
  })

  it('answers the same for an address that is known and one that is not', async () => {
    await server.signIn(EMAIL)
    const known = await server.browser().post('/api/codes', { email: EMAIL })
    const unknown = await server.browser().post('/api/codes', { email: 'nobody@orbis.test' })
    expect(known.status).toBe(unknown.status)
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
    expect(known.body.codeId.length).toBe(unknown.body.codeId.length)
  })

  it('is one account however the address is written', async () => {
    const first = await server.signIn('Anna@BÜCHER.test')
    const second = server.browser()
    await second.signIn('anna@xn--bcher-kva.test', (email) => server.codeFor(email))
    const ids = await Promise.all(
      [first, second].map(async (one) => (await one.get('/api/me')).body.account.id),
    )
    expect(ids[0]).toBe(ids[1])
  })

  it.each(['/', '?', '#', '%2f', '\u00ad', '。'])(
    '[INV-2] proves no address but the one the mail went to: anna@orbis.test%sevil.test',
    async (trick) => {
      const anna = await server.signIn(EMAIL)
      const typed = `anna@orbis.test${trick}evil.test`
      const attacker = server.browser()
      const asked = await attacker.post('/api/codes', { email: typed })
      const mails = await server.store.read.selectFrom('mails').select(['address', 'subject']).execute()
      const got = mails.find(({ address }) => address.endsWith('evil.test'))
      const code = got?.subject.slice(0, 8) ?? '00000000'
      await attacker.post('/api/sessions', { codeId: asked.body.codeId ?? 'code_x', code })
      const [his, hers] = [await attacker.get('/api/me'), await anna.get('/api/me')]
      expect(his.body.account?.id).not.toBe(hers.body.account.id)
    },
  )

  it('[INV-8] mails a code to the very address it proves', async () => {
    await server.browser().post('/api/codes', { email: 'Vi\u212aim@ex\u00adample.test' })
    await server.jobsDone()
    const mails = await server.store.read.selectFrom('mails').select('address').execute()
    expect(mails).toEqual([{ address: 'vikim@example.test' }])
  })

  it('refuses a wrong code and counts the tries; the sixth is refused even when right', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    const answers = []
    for (let i = 0; i < 5; i++)
      answers.push((await browser.post('/api/sessions', { codeId, code: wrong(code) })).body)
    expect(answers.map((answer) => answer.code)).toEqual([
      'wrong-code',
      'wrong-code',
      'wrong-code',
      'wrong-code',
      'too-many-tries',
    ])
    expect(answers[3].message).toContain('One try is left')
    const sixth = await browser.post('/api/sessions', { codeId, code })
    expect([sixth.status, sixth.body.code]).toEqual([403, 'too-many-tries'])
  })

  it('refuses a code after ten minutes', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    server.clock.forward({ minutes: 10 })
    const late = await browser.post('/api/sessions', { codeId, code })
    expect([late.status, late.body.code]).toEqual([403, 'code-expired'])
  })

  it('takes a code to the last moment, and only once', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    const binding = new Map(browser.cookies)
    server.clock.forward({ minutes: 9, seconds: 59 })
    expect((await browser.post('/api/sessions', { codeId, code })).status).toBe(200)
    for (const [name, value] of binding) browser.cookies.set(name, value)
    const again = await browser.post('/api/sessions', { codeId, code })
    expect([again.status, again.body.code]).toEqual([403, 'code-ended'])
  })

  it('takes a code only in the browser that asked, and other browsers use up no tries', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    const other = server.browser()
    await other.post('/api/codes', { email: 'eve@orbis.test' })
    for (let i = 0; i < 6; i++) {
      const answer = await other.post('/api/sessions', { codeId, code })
      expect([answer.status, answer.body.code]).toEqual([403, 'other-browser'])
    }
    expect((await browser.post('/api/sessions', { codeId, code })).status).toBe(200)
  })

  it('[USR-6] keeps a code good where it was asked for, however many others ask for one to the address', async () => {
    const browser = server.browser()
    const first = (await browser.post('/api/codes', { email: EMAIL })).body
    const oldCode = await server.codeFor(EMAIL)
    for (let i = 0; i < 6; i++) await server.browser().post('/api/codes', { email: EMAIL })
    const answer = await browser.post('/api/sessions', { codeId: first.codeId, code: oldCode })
    expect(answer.status).toBe(200)
  })

  it('consumes nothing by GET', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    for (const path of [`/api/sessions?codeId=${codeId}&code=${code}`, `/api/codes?codeId=${codeId}`])
      expect((await browser.get(path)).status).toBeGreaterThanOrEqual(400)
    const [mail] = await server.mailsTo(EMAIL)
    expect((await browser.get(`/outbox/${mail?.id}`)).body).toContain(code)
    expect((await browser.post('/api/sessions', { codeId, code })).status).toBe(200)
  })

  it('keeps neither code nor token where a copy of the database would show it', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const code = await server.codeFor(EMAIL)
    await browser.post('/api/sessions', { codeId, code })
    const tables = await Promise.all([
      server.store.read.selectFrom('codes').selectAll().execute(),
      server.store.read.selectFrom('sessions').selectAll().execute(),
      server.store.read.selectFrom('jobs').selectAll().execute(),
    ])
    const dump = JSON.stringify(tables)
    expect(dump).not.toContain(code)
    for (const secret of browser.cookies.values()) expect(dump).not.toContain(secret)
    expect(dump).toContain(codeId)
  })
})

describe('sessions', () => {
  it('set an HttpOnly, SameSite=Lax cookie for the whole origin', async () => {
    const browser = server.browser()
    const { codeId } = (await browser.post('/api/codes', { email: EMAIL })).body
    const answer = await browser.post('/api/sessions', { codeId, code: await server.codeFor(EMAIL) })
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('handover='))
    expect(line).toMatch(/HttpOnly/)
    expect(line).toMatch(/SameSite=Lax/)
    expect(line).toMatch(/Path=\//)
    expect(line).not.toMatch(/Domain/)
  })

  it('give an extension a token of its own, which is no cookie', async () => {
    const extension = server.extension()
    await extension.signIn(EMAIL, (email) => server.codeFor(email))
    expect(extension.cookies.size).toBe(0)
    expect((await extension.get('/api/me')).body.account.email).toBe(EMAIL)
    const browser = server.browser()
    browser.cookies.set('handover', extension.token ?? '')
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  it('end at sign-out, and their sockets with them', async () => {
    const browser = await server.signIn(EMAIL)
    const cookie = browser.cookies.get('handover') ?? ''
    expect((await browser.post('/api/sessions/end', {})).status).toBe(200)
    expect(browser.cookies.has('handover')).toBe(false)
    browser.cookies.set('handover', cookie)
    expect((await browser.get('/api/me')).status).toBe(401)
    expect(server.told).toEqual([expect.stringMatching(/^close ses_\S+ 4401$/)])
  })

  it('[USR-7] are listed with their devices, and can be ended one by one or all', async () => {
    const browser = await server.signIn(EMAIL)
    const extension = server.extension()
    await extension.signIn(EMAIL, (email) => server.codeFor(email))
    const { sessions } = (await browser.get('/api/sessions')).body
    expect(sessions.map((one: { kind: string }) => one.kind).sort()).toEqual(['extension', 'web'])
    const other = sessions.find((one: { current: boolean }) => !one.current)
    await browser.post('/api/sessions/end', { sessionId: other.id })
    expect((await extension.get('/api/me')).status).toBe(401)
    expect((await browser.get('/api/me')).status).toBe(200)
  })

  it('cannot be ended by another account', async () => {
    const anna = await server.signIn(EMAIL)
    const eve = await server.signIn('eve@orbis.test')
    const { sessions } = (await anna.get('/api/sessions')).body
    await eve.post('/api/sessions/end', { sessionId: sessions[0].id })
    expect((await anna.get('/api/me')).status).toBe(200)
  })

  it('end by themselves after 90 days without use', async () => {
    const browser = await server.signIn(EMAIL)
    server.clock.forward({ days: 89 })
    expect((await browser.get('/api/me')).status).toBe(200)
    server.clock.forward({ days: 89 })
    expect((await browser.get('/api/me')).status).toBe(200)
    server.clock.forward({ days: 91 })
    expect((await browser.get('/api/me')).status).toBe(401)
  })
})
