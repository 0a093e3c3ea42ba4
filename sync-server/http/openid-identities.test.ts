import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startOpenIdProvider, type TestOpenIdProvider } from '../testing/openid-provider.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, testClock, type TestServer } from '../testing/test-server.ts'

const PUBLIC = 'http://localhost:4820'
let provider: TestOpenIdProvider
let server: TestServer
beforeAll(async () => {
  provider = await startOpenIdProvider(`${PUBLIC}/api/openid/callback`)
  server = await startTestServer(provider.environment, testClock(new Date().toISOString()))
})
afterAll(async () => {
  await server.close()
  await provider.stop()
})

/** A company of its own for each test: Anna is its Admin, by mailed code; Ben a Member, at the provider. */
let count = 0
let domain: string
let orbis: TestOrganization
let ben: Awaited<ReturnType<TestOrganization['join']>>
beforeEach(async () => {
  domain = `firm${++count}.test`
  orbis = await foundTestOrganization(server, `anna@${domain}`)
  ben = await orbis.join(`ben@${domain}`)
  person('ben', `ben@${domain}`)
  expect((await atProvider('ben')).page).toBe('/')
})

const sub = (name: string) => `${name}-${count}`
const person = (name: string, email: string) =>
  provider.people.set(sub(name), { email, email_verified: true, name: `${name} at Google` })

async function atProvider(name: string): Promise<{ browser: TestClient; page: string }> {
  const browser = server.browser()
  provider.next = sub(name)
  const started = await browser.post('/api/openid/start', {})
  const callback = await provider.goThrough(started.body.url)
  const answer = await browser.get(callback.pathname + callback.search)
  const page = new URL(answer.headers.get('location') ?? '')
  return { browser, page: page.pathname + page.search }
}
const seatsOf = async (browser: TestClient) => (await browser.get('/api/me')).body.organizations
const mailsTo = async (address: string) => (await server.mailsTo(address)).map(({ subject }) => subject)
const userRow = (userId: string) =>
  server.store.read.selectFrom('users').selectAll().where('user_id', '=', userId).executeTakeFirstOrThrow()
const claimOf = async (userId: string) => {
  const row = await server.store.read
    .selectFrom('sign_ins')
    .select('claim')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.claim ? (JSON.parse(row.claim) as { id: string; email: string }) : null
}
/** Ben's address comes back as another Google account. */
async function newGoogleAccount() {
  person('ben2', `ben@${domain}`)
  const answer = await atProvider('ben2')
  expect(answer.page).toBe('/?sign-in=other-google-account')
  const claim = await claimOf(ben.userId)
  expect(claim).not.toBeNull()
  return { ...answer, claimId: claim?.id ?? '' }
}

describe('a known Google account with a new address', () => {
  it('[HAND-20] is what a change to that address waited for: there is nothing to accept', async () => {
    const { body } = await orbis.admin.post('/api/sign-ins', { organizationId: orbis.organizationId })
    expect(body.signIns).toContainEqual(expect.objectContaining({ userId: ben.userId, atProvider: true }))
    const [handoverId, email] = [newId('handover'), `ben@renamed-${domain}`]
    const change = { handoverId, invitationId: newId('invitation'), userId: ben.userId }
    await orbis.send(orbis.admin, 'switch.start', { ...change, email, emailAgain: email })
    person('ben', email)
    await atProvider('ben')
    expect(await userRow(ben.userId)).toMatchObject({ email })
    const { body: known } = await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}`)
    expect(known.entries[0].after[`handover/${handoverId}`]).toMatchObject({ sameAccount: true })
  })

  it('[INV-11] [USR-4] takes the address along in every organization, and the Admins are told', async () => {
    // He tried the new address by a code first, which is an account of its own, and nobody's.
    await server.signIn(`benjamin@${domain}`)
    person('ben', `benjamin@${domain}`)
    const { browser, page } = await atProvider('ben')
    expect(page).toBe('/')
    expect(await seatsOf(browser)).toMatchObject([{ userId: ben.userId, state: 'active' }])
    expect(await userRow(ben.userId)).toMatchObject({
      email: `benjamin@${domain}`,
      formerly: JSON.stringify([`ben@${domain}`]),
    })
    expect((await browser.get('/api/me')).body.account.emails).toEqual([`benjamin@${domain}`])
    expect(await mailsTo(`anna@${domain}`)).toContain(`ben is benjamin@${domain} now`)
    for (const address of [`ben@${domain}`, `benjamin@${domain}`])
      expect(await mailsTo(address)).toContain(`Your address in Orbis is benjamin@${domain} now`)
    const history = await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}`)
    expect(history.body.entries[0]).toMatchObject({ action: 'identity.follow-address' })
    // Once: the next sign-in changes nothing.
    const before = (await mailsTo(`anna@${domain}`)).length
    await atProvider('ben')
    expect(await mailsTo(`anna@${domain}`)).toHaveLength(before)
  })

  it('[INV-11] keeps its address where the new one is a colleague’s, or nobody answers for it', async () => {
    const carl = await orbis.join(`carl@${domain}`)
    person('ben', `carl@${domain}`)
    const { browser, page } = await atProvider('ben')
    expect(page).toBe('/')
    expect(await seatsOf(browser)).toMatchObject([{ userId: ben.userId }])
    expect(await userRow(ben.userId)).toMatchObject({ email: `ben@${domain}` })
    expect(await seatsOf(carl.client)).toMatchObject([{ userId: carl.userId }])
    provider.people.set(sub('ben'), { email: `boss@${domain}`, email_verified: false })
    expect((await atProvider('ben')).page).toBe('/')
    expect(await userRow(ben.userId)).toMatchObject({ email: `ben@${domain}` })
  })

  it('[INV-11] goes on where the server died between the organization and the account', async () => {
    person('ben', `benjamin@${domain}`)
    await atProvider('ben')
    // As it stands after the first half.
    await server.store.write(async (tx) => {
      await tx.deleteFrom('account_emails').where('email_key', '=', `benjamin@${domain}`).execute()
      await tx
        .updateTable('identities')
        .set({ email: `ben@${domain}`, email_key: `ben@${domain}` })
        .where('subject', '=', sub('ben'))
        .execute()
    })
    const { browser } = await atProvider('ben')
    expect((await browser.get('/api/me')).body.account.emails).toEqual([`benjamin@${domain}`])
  })
})

describe('a known address with another Google account', () => {
  it('[INV-11] is refused until an Admin confirms; then it opens what the former one opened', async () => {
    const { browser, claimId } = await newGoogleAccount()
    expect((await browser.get('/api/me')).status).toBe(401)
    expect(await mailsTo(`anna@${domain}`)).toContain(
      `Is this still ben? A new Google account for ben@${domain}`,
    )
    // Asked once, however often they try.
    await newGoogleAccount()
    expect((await mailsTo(`anna@${domain}`)).filter((subject) => /still ben/.test(subject))).toHaveLength(1)
    // Until then the former one works.
    expect(await seatsOf((await atProvider('ben')).browser)).toMatchObject([{ userId: ben.userId }])

    const confirm = { userId: ben.userId, claimId }
    expect((await orbis.send(ben.client, 'identity.confirm', confirm)).status).toBe('refused')
    expect(await orbis.send(orbis.admin, 'identity.confirm', confirm)).toMatchObject({ status: 'accepted' })
    expect(await claimOf(ben.userId)).toBeNull()
    expect(server.told).toContain(`close ${ben.userId} 4401`)
    const after = await atProvider('ben2')
    expect(after.page).toBe('/')
    expect(await seatsOf(after.browser)).toMatchObject([{ userId: ben.userId }])
    expect((await after.browser.get('/api/me')).body.account.emails).toEqual([`ben@${domain}`])
    expect(await seatsOf(ben.client)).toEqual([])
    expect(await seatsOf((await atProvider('ben')).browser)).toEqual([])
    expect(await mailsTo(`ben@${domain}`)).toContain('Your new Google account opens Orbis now')
    // Said once, it is not asked again; the same answer twice is none.
    expect(await orbis.send(orbis.admin, 'identity.confirm', confirm)).toMatchObject({
      status: 'refused',
      code: 'no-claim',
    })
  })

  it('[INV-11] is confirmed for each organization by its own Admin alone', async () => {
    const other = await foundTestOrganization(server, `carla@${domain}`, { name: 'Nimbus' })
    const ids = { userId: newId('user'), invitationId: newId('invitation') }
    await other.send(other.admin, 'user.invite', {
      ...ids,
      email: `ben@${domain}`,
      role: 'member',
      workspaces: [],
    })
    const accepted = await ben.client.post('/api/invitations/accept', {
      id: ids.invitationId,
      commandId: newId('command'),
    })
    expect(accepted.status).toBe(200)
    const { claimId } = await newGoogleAccount()
    await orbis.send(orbis.admin, 'identity.confirm', { userId: ben.userId, claimId })
    const { browser } = await atProvider('ben2')
    expect((await seatsOf(browser)).map((seat: { userId: string }) => seat.userId)).toEqual([ben.userId])
    expect((await seatsOf(ben.client)).map((seat: { userId: string }) => seat.userId)).toEqual([ids.userId])
    // And an Admin of one answers no claim of the other.
    const otherClaim = await claimOf(ids.userId)
    const foreign = await orbis.send(orbis.admin, 'identity.confirm', {
      userId: ids.userId,
      claimId: otherClaim?.id,
    })
    expect(foreign.status).toBe('refused')
  })

  it('[INV-11] is confirmed for a whole domain: who waits, and who comes within 30 days', async () => {
    const carl = await orbis.join(`carl@${domain}`)
    person('carl', `carl@${domain}`)
    await atProvider('carl')
    await newGoogleAccount()
    const may = await orbis.send(ben.client, 'identity.confirm-domain', { domain })
    expect(may.status).toBe('refused')
    const done = await orbis.send(orbis.admin, 'identity.confirm-domain', { domain })
    expect(done).toMatchObject({ status: 'accepted' })
    expect(await seatsOf((await atProvider('ben2')).browser)).toMatchObject([{ userId: ben.userId }])
    person('carl2', `carl@${domain}`)
    const { browser, page } = await atProvider('carl2')
    expect(page).toBe('/')
    expect(await seatsOf(browser)).toMatchObject([{ userId: carl.userId }])
    const row = await server.store.read
      .selectFrom('organizations')
      .select('recognised_domains')
      .where('organization_id', '=', orbis.organizationId)
      .executeTakeFirstOrThrow()
    const domains = JSON.parse(row.recognised_domains ?? '[]') as Organization['recognisedDomains']
    expect(domains).toMatchObject([{ domain }])
  })

  it('[INV-11] [ROLE-9] of the account owner is confirmed by another Admin after 72 hours, a whole domain or not', async () => {
    await orbis.send(orbis.admin, 'user.set-role', { userId: ben.userId, role: 'admin' })
    person('anna', `anna@${domain}`)
    await atProvider('anna')
    await orbis.send(ben.client, 'identity.confirm-domain', { domain })
    person('anna2', `anna@${domain}`)
    expect((await atProvider('anna2')).page).toBe('/?sign-in=other-google-account')
    await orbis.send(ben.client, 'identity.confirm-domain', { domain })
    const claim = await claimOf(orbis.userId)
    const confirm = () =>
      orbis.send(ben.client, 'identity.confirm', { userId: orbis.userId, claimId: claim?.id })
    expect(await confirm()).toMatchObject({ status: 'refused', code: 'owner-waits' })
    // Waiting would move the clock away from the provider's: so long ago is it asked instead.
    await server.store.write(async (tx) => {
      const { claim: row } = await tx
        .selectFrom('sign_ins')
        .select('claim')
        .where('user_id', '=', orbis.userId)
        .executeTakeFirstOrThrow()
      const askedAt = new Date(server.clock.now().getTime() - 72 * 3_600_000).toISOString()
      await tx
        .updateTable('sign_ins')
        .set({ claim: JSON.stringify({ ...(JSON.parse(row ?? '{}') as object), askedAt }) })
        .where('user_id', '=', orbis.userId)
        .execute()
    })
    expect(await confirm()).toMatchObject({ status: 'accepted' })
  })

  it('[INV-11] of somebody else gets the address, nothing that was the former one’s, and asks no more', async () => {
    const { claimId } = await newGoogleAccount()
    await orbis.send(orbis.admin, 'identity.dismiss', { userId: ben.userId, claimId })
    const { browser, page } = await atProvider('ben2')
    expect(page).toBe('/')
    expect(await seatsOf(browser)).toEqual([])
    expect((await browser.get('/api/me')).body.account.emails).toEqual([`ben@${domain}`])
    expect(await seatsOf(ben.client)).toMatchObject([{ userId: ben.userId }])
    expect(await claimOf(ben.userId)).toBeNull()
  })

  it('[USR-6] leaves the user, whose address is another’s by now, without the right to invite', async () => {
    await orbis.send(orbis.admin, 'user.set-role', { userId: ben.userId, role: 'user-admin' })
    const invite = () =>
      orbis.send(ben.client, 'user.invite', {
        userId: newId('user'),
        invitationId: newId('invitation'),
        email: `new${newId('user').slice(-6)}@${domain}`.toLowerCase(),
        role: 'member',
        workspaces: [],
      })
    expect(await invite()).toMatchObject({ status: 'accepted' })
    await newGoogleAccount()
    expect(await invite()).toMatchObject({ status: 'refused', code: 'address-unconfirmed' })
  })
})

describe('a code mailed to somebody who signs in at the provider', () => {
  it('[INV-2] opens nothing unless an Admin of each organization allows it, and the mail says what does', async () => {
    const browser = server.browser()
    await browser.post('/api/codes', { email: `ben@${domain}` })
    const [mail] = (await server.mailsTo(`ben@${domain}`)).slice(-1)
    expect(mail?.subject).toBe('Sign in to Handover with Google')
    expect(mail?.text).toContain('Continue with Google')
    expect(mail?.text).not.toMatch(/\b\d{8}\b/)

    const allow = (allowed: boolean) =>
      orbis.send(orbis.admin, 'user.allow-codes', { userId: ben.userId, allowed })
    expect(
      (await orbis.send(ben.client, 'user.allow-codes', { userId: ben.userId, allowed: true })).status,
    ).toBe('refused')
    expect(await allow(true)).toMatchObject({ status: 'accepted' })
    expect(await seatsOf(await server.signIn(`ben@${domain}`))).toMatchObject([{ userId: ben.userId }])

    // A code that was mailed while it was allowed, or before the account was Google's.
    const asked = await browser.post('/api/codes', { email: `ben@${domain}` })
    const code = await server.codeFor(`ben@${domain}`)
    await allow(false)
    const late = await browser.post('/api/sessions', { codeId: asked.body.codeId, code })
    expect([late.status, late.body.code]).toEqual([403, 'use-openid'])
    expect(late.body.message).toContain('Continue with Google')
  })
})
