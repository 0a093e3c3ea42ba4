import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

interface Received {
  to: string[]
  raw: string
  mail: Email
}

let smtp: SMTPServer
let server: TestServer
let received: Received[]
/** What the mail server answers to a recipient; null takes it. */
let refuseWith: ((address: string) => number | null) | null

beforeEach(async () => {
  received = []
  refuseWith = null
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = refuseWith?.(address)
      done(code ? Object.assign(new Error('not here'), { responseCode: code }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        void PostalMime.parse(raw).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          received.push({ to, raw: raw.toString('latin1'), mail })
          done()
        })
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  server = await startTestServer({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Handover <handover@orbis.test>',
    // A mail that is given up is logged as an error, which these tests mean to happen.
    LOG_LEVEL: 'silent',
  })
})
afterEach(async () => {
  await server.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

const lastTo = (address: string): Email => {
  const found = received.findLast(({ to }) => to.includes(address))
  if (!found) throw new Error(`no mail to ${address}`)
  return found.mail
}
/** Signs in with the code that the mail server received. */
async function signIn(email: string) {
  const browser = server.browser()
  await browser.signIn(email, async () => {
    await server.jobsDone()
    return /^\d{8}/.exec(lastTo(email).subject ?? '')?.[0] ?? ''
  })
  return browser
}
const jobs = () => server.store.read.selectFrom('jobs').selectAll().execute()

describe('mails', () => {
  it('are sent: the code in the subject, text and HTML that say the same', async () => {
    await signIn('anna@orbis.test')
    const mail = lastTo('anna@orbis.test')
    const code = /^(\d{8}) is your Handover code$/.exec(mail.subject ?? '')?.[1]
    expect(code).toBeDefined()
    expect(mail.text).toContain(code)
    expect(mail.html?.replace(/<[^>]+>/g, '')).toContain(code)
    expect(mail.from).toEqual({ name: 'Handover', address: 'handover@orbis.test' })
    expect(mail.html).toContain('prefers-color-scheme: dark')
    expect(mail.html).not.toMatch(/<script|<img|src=/)
  })

  it('are not shown on any page once there is a mail server', async () => {
    await signIn('anna@orbis.test')
    expect((await server.browser().get('/outbox')).status).toBe(404)
    expect(await server.store.read.selectFrom('mails').selectAll().execute()).toEqual([])
    expect((await server.browser().get('/api/health')).body.outbox).toBe(false)
  })

  it('[INV-2] invite with a link whose token is in the fragment', async () => {
    const { organizationId, join } = await foundWith('Orbis')
    expect(organizationId).toMatch(/^org_/)
    expect(join.text).toMatch(/http:\/\/localhost:4820\/invitation\/inv_[\w-]+#[\w-]{43}\n/)
    expect(join.text).toContain('Anna Berg (anna@orbis.test)')
    expect(join.text).toContain('until Monday, 11 May 2026.')
    expect(join.html).toContain('href="http://localhost:4820/invitation/inv_')
  })

  it('say by which machine they come, who answers, and ask for nothing', async () => {
    const { join } = await foundWith('Orbis')
    const headers = new Map(join.headers.map(({ key, value }) => [key, value]))
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(headers.get('x-auto-response-suppress')).toBe('All')
    expect(join.replyTo).toEqual([{ name: 'Anna Berg', address: 'anna@orbis.test' }])
    expect(join.from).toEqual({ name: 'Handover', address: 'handover@orbis.test' })
    expect(headers.get('content-type')).toContain('multipart/alternative')
    for (const never of [
      'list-unsubscribe',
      'disposition-notification-to',
      'return-receipt-to',
      'precedence',
    ])
      expect(headers.has(never)).toBe(false)
    // Nobody stands behind a code.
    expect(lastTo('anna@orbis.test').replyTo).toBeUndefined()
  })

  it('put no line or tag of a name anywhere', async () => {
    const evil = 'Orbis\r\nBcc: eve@orbis.test\r\n<a href="https://evil.example">click</a>'
    const { join } = await foundWith(evil)
    expect(join.subject).toContain('Orbis Bcc: eve@orbis.test <a href=')
    expect(join.headers.map(({ key }) => key)).not.toContain('bcc')
    expect(received.some(({ to }) => to.includes('eve@orbis.test'))).toBe(false)
    expect(join.html).not.toContain('<a href="https://evil.example">')
    expect(join.html).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;')
  })

  it('are never sent to example addresses, which get no code either', async () => {
    for (const email of ['anna@orbis.example', 'Anna@EXAMPLE.com', 'anna@mail.example.org']) {
      const answer = await server.browser().post('/api/codes', { email })
      expect([answer.status, answer.body.code]).toEqual([409, 'example-address'])
    }
    expect(await server.store.read.selectFrom('codes').selectAll().execute()).toEqual([])
    const orbis = await foundTestOrganization(server, 'anna@example.net.orbis.test', { signIn })
    received.splice(0)
    await orbis.send(orbis.admin, 'user.invite', {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email: 'demo@handover.example',
      role: 'member',
      workspaces: [],
    })
    await server.jobsDone()
    expect(received).toEqual([])
    expect((await jobs()).map((job) => job.state)).toEqual(['done', 'done'])
  })

  it('are tried again later, as the same mail', async () => {
    refuseWith = () => 451
    await server.browser().post('/api/codes', { email: 'anna@orbis.test' })
    await server.jobsDone()
    expect(await jobs()).toMatchObject([{ state: 'waiting', attempts: 1, leased_until: null }])
    await server.jobsDone()
    expect(await jobs()).toMatchObject([{ attempts: 1 }])
    refuseWith = null
    server.clock.forward({ seconds: 15 })
    await server.jobsDone()
    const [job] = await jobs()
    expect(job).toMatchObject({ state: 'done', attempts: 2, last_error: null })
    expect(lastTo('anna@orbis.test').messageId).toBe(`<${job?.job_id}@localhost>`)
  })

  it('are given up at once when the address will never be taken, and the inviter is told', async () => {
    refuseWith = (address) => (address === 'ben@orbis.test' ? 550 : null)
    const { admin, organizationId, userId } = await foundWith('Orbis', false)
    expect(admin).toBeDefined()
    await server.jobsDone()
    const failed = (await jobs()).filter((job) => job.state === 'failed')
    expect(failed).toMatchObject([{ attempts: 1, last_error: expect.stringContaining('not here') }])
    const notices = await server.store.read.selectFrom('notices').selectAll().execute()
    expect(notices).toMatchObject([{ organization_id: organizationId, user_id: userId }])
    expect(JSON.parse(notices[0]?.data ?? '{}')).toMatchObject({
      code: 'mail-failed',
      message: expect.stringContaining('ben@orbis.test'),
    })
  })

  it('of a server that died while sending are sent by the next one', async () => {
    await server.store.write((tx) =>
      tx
        .insertInto('jobs')
        .values({
          job_id: 'job_left',
          organization_id: null,
          kind: 'mail',
          data: JSON.stringify({ mail: 'code', codeId: 'code_x', address: 'anna@orbis.test' }),
          run_at: server.clock.now().toISOString(),
          attempts: 1,
          leased_until: new Date(server.clock.now().getTime() + 60_000).toISOString(),
          state: 'waiting',
          created_at: server.clock.now().toISOString(),
        })
        .execute(),
    )
    await server.jobsDone()
    expect(received).toEqual([])
    server.clock.forward({ minutes: 1 })
    await server.jobsDone()
    expect(received).toHaveLength(1)
  })

  it('[HAND-19] change an address from start to undo while the old mailbox takes nothing', async () => {
    const office = await foundTestOrganization(server, 'anna@orbis.test', { signIn })
    const ben = await office.join('ben@old.test')
    // From here on that mailbox is gone: everything to it bounces, and nobody signs in with it.
    refuseWith = (address) => (address === 'ben@old.test' ? 550 : null)
    const change = async (by: typeof office.admin, userId: string, email: string) => {
      const ids = { handoverId: newId('handover'), invitationId: newId('invitation') }
      const args = { ...ids, userId, email, emailAgain: email }
      expect(await office.send(by, 'switch.start', args)).toMatchObject({ status: 'accepted' })
      await server.jobsDone()
      expect(lastTo(email).text).toContain(`/invitation/${ids.invitationId}#`)
      const client = await signIn(email)
      const accepted = await client.post('/api/invitations/accept', {
        id: ids.invitationId,
        commandId: newId('command'),
      })
      expect(accepted.status).toBe(200)
      await server.jobsDone()
      expect(lastTo(email).subject).toContain(`is ${email} now`)
      return { ...ids, client }
    }
    const { handoverId, client } = await change(office.admin, ben.userId, 'ben@new.test')
    expect((await client.get('/api/me')).body.organizations).toMatchObject([{ userId: ben.userId }])
    expect(received.some(({ to }) => to.includes('ben@old.test'))).toBe(true)
    expect(received.filter(({ to }) => to.includes('ben@old.test')).at(-1)?.mail.subject).not.toContain(
      'Your address',
    )
    expect(await office.send(office.admin, 'handover.undo', { handoverId })).toMatchObject({
      status: 'accepted',
    })
    await change(office.admin, ben.userId, 'b.okafor@new.test')
    // The only Admin, who is still signed in, changes their own the same way.
    refuseWith = (address) => (address === 'anna@orbis.test' ? 550 : null)
    const own = await change(office.admin, office.userId, 'anna@new.test')
    expect((await own.client.get('/api/me')).body.organizations).toMatchObject([{ userId: office.userId }])
    expect((await office.admin.get('/api/me')).body.organizations).toEqual([])
  })
})

/** An organization of this name that invites ben@orbis.test; and the mail he gets. */
async function foundWith(name: string, delivered = true) {
  const organization = await foundTestOrganization(server, 'anna@orbis.test', { name, signIn })
  await organization.send(organization.admin, 'user.invite', {
    userId: newId('user'),
    invitationId: newId('invitation'),
    email: 'ben@orbis.test',
    role: 'member',
    workspaces: [],
  })
  await server.jobsDone()
  return { ...organization, join: delivered ? lastTo('ben@orbis.test') : ({} as Email) }
}
