import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let ids: { userId: string; invitationId: string }

beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  ids = { userId: newId('user'), invitationId: newId('invitation') }
  await orbis.send(orbis.admin, 'user.invite', {
    ...ids,
    email: 'Ben@orbis.test',
    name: 'Ben',
    role: 'member',
    workspaces: [
      {
        workspaceId: orbis.workspaceId,
        level: 'agent',
        restrictions: [],
        portfolioId: newId('portfolio'),
      },
    ],
  })
})
afterEach(() => server.close())

/** The id and token of the link in the last mail to somebody. */
async function linkTo(address: string): Promise<{ id: string; token: string }> {
  const mail = (await server.mailsTo(address)).findLast(({ text }) => text.includes('/invitation/'))
  const [, id = '', token = ''] = /\/invitation\/(\S+)#(\S+)/.exec(mail?.text ?? '') ?? []
  return { id, token }
}
const look = (client: TestClient, body: object) => client.post('/api/invitations/look', body)
const accept = (client: TestClient, id = ids.invitationId, commandId = newId('command')) =>
  client.post('/api/invitations/accept', { id, commandId })

describe('an invitation’s id', () => {
  it('[INV-4] is that of one organization: nobody makes its link lead to another one', async () => {
    const mallory = await foundTestOrganization(server, 'mallory@evil.test', { name: 'Orbis' })
    const answer = await mallory.send(mallory.admin, 'user.invite', {
      userId: newId('user'),
      invitationId: ids.invitationId,
      email: 'ben@orbis.test',
      role: 'member',
      workspaces: [],
    })
    expect(answer).toMatchObject({ status: 'refused', code: 'id-used' })
    const accepted = await accept(await server.signIn('ben@orbis.test'))
    expect(accepted.body).toEqual({ organizationId: orbis.organizationId, userId: ids.userId })
  })
})

describe('[INV-4] looking at an invitation', () => {
  it('shows who invites whom to what, to whoever has the link, and consumes nothing', async () => {
    const link = await linkTo('Ben@orbis.test')
    expect(link.id).toBe(ids.invitationId)
    for (let i = 0; i < 3; i++) {
      const view = await look(server.browser(), link)
      expect(view.body).toEqual({
        id: ids.invitationId,
        purpose: 'join',
        organizationName: 'Orbis',
        invitedByName: 'Anna Berg',
        invitedByEmail: 'anna@orbis.test',
        email: 'Ben@orbis.test',
        role: 'member',
        workspaceNames: ['Sales'],
        expiresAt: '2026-05-11T08:00:00.000Z',
      })
    }
    expect((await accept(await server.signIn('ben@orbis.test'))).status).toBe(200)
  })

  it('[MAIL-4] needs no link for the invited address, and is listed there', async () => {
    const ben = await server.signIn('ben@orbis.test')
    expect((await look(ben, { id: ids.invitationId })).status).toBe(200)
    expect((await ben.get('/api/me')).body.invitations).toMatchObject([{ id: ids.invitationId }])
  })

  it('refuses a forged token, and none', async () => {
    const { id, token } = await linkTo('Ben@orbis.test')
    const forged = await look(server.browser(), { id, token: `${token.slice(0, -2)}AA` })
    expect([forged.status, forged.body.code]).toEqual([401, 'forged-link'])
    const other = await look(server.browser(), { id: newId('invitation'), token })
    expect([other.status, other.body.code]).toEqual([401, 'forged-link'])
    const none = await look(server.browser(), { id })
    expect([none.status, none.body.code]).toEqual([401, 'not-signed-in'])
  })

  it('keeps no token where a copy of the database would show it', async () => {
    const { token } = await linkTo('Ben@orbis.test')
    const rows = [
      await server.store.read.selectFrom('invitations').selectAll().execute(),
      await server.store.read.selectFrom('jobs').selectAll().execute(),
    ]
    expect(token).toHaveLength(43)
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('[INV-2] accepting', () => {
  it('makes the signed-in person that user, and tells nothing about the account in any row', async () => {
    const ben = await server.signIn('ben@orbis.test')
    expect((await accept(ben)).body).toEqual({ organizationId: orbis.organizationId, userId: ids.userId })
    const me = (await ben.get('/api/me')).body
    expect(me.organizations).toEqual([
      { organizationId: orbis.organizationId, userId: ids.userId, name: 'Orbis', state: 'active' },
    ])
    expect(me.account.name).toBe('Ben')
    expect(me.invitations).toEqual([])
  })

  it('by another account is refused, with both addresses', async () => {
    const eve = await server.signIn('eve@orbis.test')
    for (const answer of [await accept(eve), await look(eve, { id: ids.invitationId })]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'wrong-account'])
      expect(answer.body.message).toContain('Ben@orbis.test')
      expect(answer.body.message).toContain('eve@orbis.test')
    }
    expect((await accept(await server.signIn('ben@orbis.test'))).status).toBe(200)
  })

  it('needs somebody signed in', async () => {
    const answer = await accept(server.browser())
    expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
  })

  it('is refused for an invitation that is not known here', async () => {
    const answer = await accept(await server.signIn('ben@orbis.test'), newId('invitation'))
    expect([answer.status, answer.body.code]).toEqual([404, 'no-invitation'])
  })

  it('[INV-3] is refused after seven days', async () => {
    server.clock.forward({ days: 7 })
    const ben = await server.signIn('ben@orbis.test')
    const answer = await accept(ben)
    expect([answer.status, answer.body.code]).toEqual([409, 'expired'])
    expect((await ben.get('/api/me')).body.invitations).toEqual([])
  })

  it('[INV-3] is refused when it was taken back', async () => {
    await orbis.send(orbis.admin, 'invitation.revoke', { userId: ids.userId })
    const answer = await accept(await server.signIn('ben@orbis.test'))
    expect([answer.status, answer.body.status]).toEqual([404, 'refused'])
  })

  it('[INV-3] is refused by the old link once it was sent again', async () => {
    const old = await linkTo('Ben@orbis.test')
    const invitationId = newId('invitation')
    await orbis.send(orbis.admin, 'invitation.resend', { userId: ids.userId, invitationId })
    const fresh = await linkTo('Ben@orbis.test')
    expect(fresh.id).toBe(invitationId)
    const answer = await look(server.browser(), old)
    expect([answer.status, answer.body.code]).toEqual([409, 'replaced'])
    const ben = await server.signIn('ben@orbis.test')
    expect((await accept(ben, old.id)).body.code).toBe('replaced')
    expect((await accept(ben, fresh.id)).status).toBe(200)
  })

  it('twice is refused; sent again after a lost answer it is the same answer', async () => {
    const ben = await server.signIn('ben@orbis.test')
    const commandId = newId('command')
    const first = await accept(ben, ids.invitationId, commandId)
    const again = await accept(ben, ids.invitationId, commandId)
    expect(again).toMatchObject({ status: 200, body: first.body })
    const twice = await accept(ben)
    expect([twice.status, twice.body.code]).toEqual([409, 'already-accepted'])
  })

  it('[INV-4] from two tabs at once lets one in, and tells the other that it is done', async () => {
    const ben = await server.signIn('ben@orbis.test')
    const answers = await Promise.all([accept(ben), accept(ben)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('already-accepted')
    const users = await server.store.read
      .selectFrom('users')
      .select('user_id')
      .where('organization_id', '=', orbis.organizationId)
      .where('email_key', '=', 'ben@orbis.test')
      .execute()
    expect(users).toHaveLength(1)
  })

  it('[INV-5] is refused when the inviter may not invite any more', async () => {
    const carla = await orbis.join('carla@orbis.test', { role: 'user-admin' })
    const invitationId = newId('invitation')
    await orbis.send(carla.client, 'user.invite', {
      userId: newId('user'),
      invitationId,
      email: 'dan@orbis.test',
      role: 'member',
      workspaces: [],
    })
    await orbis.send(orbis.admin, 'user.block', { userId: carla.userId })
    const answer = await accept(await server.signIn('dan@orbis.test'), invitationId)
    expect([answer.status, answer.body.code]).toEqual([409, 'inviter-lost-right'])
  })
})

describe('[HAND-2] a switch', () => {
  it('replaces the account: the new address comes in, the old one is out, and undo brings it back', async () => {
    const ben = await orbis.join('benno@orbis.test')
    const handoverId = newId('handover')
    const invitationId = newId('invitation')
    const started = await orbis.send(orbis.admin, 'switch.start', {
      handoverId,
      userId: ben.userId,
      email: 'benno@nova.test',
      emailAgain: 'benno@nova.test',
      invitationId,
    })
    expect(started).toMatchObject({ status: 'accepted' })
    const nova = await server.signIn('benno@nova.test')
    expect((await accept(nova, invitationId)).status).toBe(200)
    const belongs = async (client: TestClient) =>
      (await client.get('/api/me')).body.organizations.map((one: { userId: string }) => one.userId)
    expect(await belongs(nova)).toEqual([ben.userId])
    expect(await belongs(ben.client)).toEqual([])
    expect(server.told).toContain(`close ${ben.userId} 4401`)
    expect((await server.mailsTo('benno@orbis.test')).map((mail) => mail.subject)).toEqual(
      expect.arrayContaining([
        'Your address in Orbis is being changed',
        'Your address in Orbis is benno@nova.test now',
      ]),
    )
    expect(await orbis.send(orbis.admin, 'handover.undo', { handoverId })).toMatchObject({
      status: 'accepted',
    })
    expect(await belongs(ben.client)).toEqual([ben.userId])
    expect(await belongs(nova)).toEqual([])
  })
})

describe('an address that was free and is not any more', () => {
  it('[HAND-2] [INV-9] refuses the new link of a change of address, and its acceptance, with the next step', async () => {
    const { userId } = await orbis.join('cara@orbis.test')
    const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
    const change = { handoverId, invitationId, userId, email: 'c.berg@orbis.test' }
    expect(await orbis.send(orbis.admin, 'switch.start', change)).toMatchObject({ status: 'accepted' })
    server.clock.forward({ days: 8 })
    const taken = { userId: newId('user'), invitationId: newId('invitation') }
    const invited = { ...taken, email: 'C.Berg@orbis.test', name: 'Carl', role: 'member', workspaces: [] }
    expect(await orbis.send(orbis.admin, 'user.invite', invited)).toMatchObject({ status: 'accepted' })
    const again = { userId, invitationId: newId('invitation') }
    expect(await orbis.send(orbis.admin, 'invitation.resend', again)).toMatchObject({
      status: 'refused',
      code: 'address-taken',
      message: expect.stringMatching(/Carl.*Call this change off/),
    })
    // Whoever has the address now takes part as Carl; the old link is none of theirs.
    const carl = await server.signIn('c.berg@orbis.test')
    expect((await accept(carl, invitationId)).body.code).toBe('expired')
    expect((await accept(carl, taken.invitationId)).status).toBe(200)
    expect(await orbis.send(orbis.admin, 'handover.call-off', { handoverId })).toMatchObject({
      status: 'accepted',
    })
  })
})
