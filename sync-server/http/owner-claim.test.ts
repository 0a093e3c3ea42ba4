import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let ben: Joined
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  ben = await orbis.join('ben@orbis.test', { role: 'admin' })
})
afterEach(() => server.close())

const claim = () => orbis.send(ben.client, 'organization.claim', {})
const takeOver = () => orbis.send(ben.client, 'organization.take-over', {})
const object = (client: TestClient) =>
  client.post('/api/organizations/object', {
    organizationId: orbis.organizationId,
    commandId: newId('command'),
  })
const claimsOf = async (client: TestClient) => (await client.get('/api/me')).body.ownerClaims
const owner = async () =>
  (await server.store.read.selectFrom('organizations').selectAll().executeTakeFirstOrThrow()).owner_user_id
const subjects = async (address: string) => (await server.mailsTo(address)).map(({ subject }) => subject)

describe('[ROLE-9] taking over from an owner who is gone', () => {
  it('tells everybody, waits 72 hours, and is one step', async () => {
    const carla = await orbis.join('carla@orbis.test', { role: 'admin' })
    expect(await claim()).toMatchObject({ status: 'accepted' })
    expect(await subjects('anna@orbis.test')).toContain('ben says that you are gone, and takes over Orbis')
    expect(await subjects('carla@orbis.test')).toContain('ben is taking over the account of Orbis')
    server.clock.forward({ days: 2, minutes: 1_439 })
    expect(await takeOver()).toMatchObject({ code: 'owner-may-object' })
    server.clock.forward({ minutes: 1 })
    expect(await takeOver()).toMatchObject({ status: 'accepted' })
    expect(await owner()).toBe(ben.userId)
    expect((await orbis.admin.get('/api/me')).body.organizations).toMatchObject([{ state: 'deactivated' }])
    expect(await claimsOf(orbis.admin)).toEqual([])
    expect(await subjects('carla@orbis.test')).toContain('ben owns the account of Orbis now')
    expect((await object(orbis.admin)).status).toBe(403)
    expect(carla.userId).not.toBe(await owner())
  })

  it('is begun five times within an hour at most; objecting is never too often', async () => {
    server.deciding.mailLimits = 1
    for (let i = 0; i < 5; i++) {
      expect(await claim()).toMatchObject({ status: 'accepted' })
      expect((await object(orbis.admin)).status).toBe(200)
      server.clock.forward({ minutes: 5 })
    }
    // The first was at 10:00 of the organization’s time.
    expect(await claim()).toMatchObject({
      code: 'too-often',
      message: expect.stringContaining('after 4 May 2026, 11:00'),
    })
    server.clock.forward({ minutes: 36 })
    expect(await claim()).toMatchObject({ status: 'accepted' })
  })

  it('the owner objects, though blocked, from any session and from an address they had before', async () => {
    await orbis.send(ben.client, 'user.block', { userId: orbis.userId })
    await claim()
    expect(await claimsOf(orbis.admin)).toMatchObject([{ name: 'Orbis', by: 'ben' }])
    expect((await object(ben.client)).status).toBe(403)
    const stranger = await server.signIn('eve@evil.test')
    expect(await claimsOf(stranger)).toEqual([])
    expect((await object(stranger)).status).toBe(403)
    expect((await object(orbis.admin)).status).toBe(200)
    server.clock.forward({ days: 4 })
    expect(await takeOver()).toMatchObject({ code: 'not-claimed' })
    expect(await subjects('ben@orbis.test')).toContain('Anna Berg stays account owner of Orbis')

    // With another address by now, the old one still objects.
    await orbis.send(ben.client, 'user.unblock', { userId: orbis.userId })
    const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
    const change = { handoverId, invitationId, userId: orbis.userId, email: 'anna@new.test' }
    await orbis.send(orbis.admin, 'switch.start', { ...change, emailAgain: 'anna@new.test' })
    const anna = await server.signIn('anna@new.test')
    await anna.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
    await claim()
    const old = await server.signIn('anna@orbis.test')
    expect(await claimsOf(old)).toHaveLength(1)
    expect((await object(old)).status).toBe(200)
    expect(await claimsOf(anna)).toEqual([])
  })

  it('[HAND-22] the owner, though blocked, objects to an address that another Admin gives them', async () => {
    await orbis.send(ben.client, 'user.block', { userId: orbis.userId })
    const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
    const email = 'anna2@orbis.test'
    const change = { handoverId, invitationId, userId: orbis.userId, email }
    expect(await orbis.send(ben.client, 'switch.start', change)).toMatchObject({ status: 'accepted' })
    expect(await claimsOf(orbis.admin)).toMatchObject([{ name: 'Orbis', by: 'ben', newEmail: email }])
    expect(await claimsOf(await server.signIn('eve@evil.test'))).toEqual([])
    expect((await object(orbis.admin)).status).toBe(200)
    expect(await claimsOf(orbis.admin)).toEqual([])
    server.clock.forward({ days: 4 })
    const other = await server.signIn(email)
    const accept = { id: invitationId, commandId: newId('command') }
    expect((await other.post('/api/invitations/accept', accept)).body).toMatchObject({ code: 'revoked' })
  })

  it('[INV-11] the owner, though blocked, objects to another Google account that came with their address', async () => {
    await orbis.send(ben.client, 'user.block', { userId: orbis.userId })
    const claim = {
      id: newId('claim'),
      email: 'anna@orbis.test',
      name: '',
      askedAt: '2026-05-04T08:00:00.000Z',
    }
    await server.store.write((tx) =>
      tx
        .insertInto('sign_ins')
        .values({
          ...{ organization_id: orbis.organizationId, user_id: orbis.userId },
          ...{ codes_allowed: 0, claim: JSON.stringify(claim) },
        })
        .execute(),
    )
    expect(await claimsOf(ben.client)).toEqual([])
    expect(await claimsOf(orbis.admin)).toMatchObject([
      { name: 'Orbis', at: '2026-05-07T08:00:00.000Z', newAccount: true },
    ])
    expect((await object(orbis.admin)).status).toBe(200)
    expect(await claimsOf(orbis.admin)).toEqual([])
    server.clock.forward({ days: 4 })
    const confirm = { userId: orbis.userId, claimId: claim.id }
    expect(await orbis.send(ben.client, 'identity.confirm', confirm)).toMatchObject({ code: 'no-claim' })
  })

  it('passing the account on tells both and all Admins', async () => {
    const carla = await orbis.join('carla@orbis.test', { role: 'admin' })
    await orbis.send(orbis.admin, 'organization.pass-on', { userId: carla.userId })
    for (const address of ['anna@orbis.test', 'ben@orbis.test', 'carla@orbis.test'])
      expect(await subjects(address)).toContain('carla owns the account of Orbis now')
  })
})
