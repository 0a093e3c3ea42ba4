import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const invite = (email: string, office = orbis, client = office.admin, userId = newId('user')) =>
  office.send(client, 'user.invite', {
    userId,
    invitationId: newId('invitation'),
    email,
    role: 'member',
    workspaces: [],
  })
const resend = (userId: string) =>
  orbis.send(orbis.admin, 'invitation.resend', { userId, invitationId: newId('invitation') })

/** So many more people work at Orbis. */
async function grow(more: number) {
  await server.store.write(async (tx) => {
    const anna = await tx
      .selectFrom('users')
      .selectAll()
      .where('user_id', '=', orbis.userId)
      .executeTakeFirstOrThrow()
    for (let n = 0; n < more; n++)
      await tx
        .insertInto('users')
        .values({ ...anna, user_id: newId('user'), account_id: null, email_key: `more${n}@orbis.test` })
        .execute()
  })
}

describe('mailing invitations is limited', () => {
  it('[INV-3] to one address, sent again or by whoever, and says when the next can go out', async () => {
    const other = await foundTestOrganization(server, 'olga@other.test', { name: 'Other' })
    server.deciding.mailLimits = 1
    const userId = newId('user')
    await invite('ben@orbis.test', orbis, orbis.admin, userId)
    server.clock.forward({ minutes: 90 })
    for (let i = 0; i < 3; i++) expect(await resend(userId)).toMatchObject({ status: 'accepted' })
    expect(await invite('Ben@ORBIS.test', other)).toMatchObject({ status: 'accepted' })
    const refused = await resend(userId)
    expect(refused).toMatchObject({ status: 'refused', code: 'too-many-invitations' })
    // The first went out at 10:00 of the organization’s time.
    expect(refused.status === 'refused' && refused.message).toContain('after 5 May 2026, 10:00')
    expect(await server.mailsTo('ben@orbis.test')).toHaveLength(4)
    server.clock.forward({ days: 1, minutes: -90 })
    expect(await resend(userId)).toMatchObject({ status: 'accepted' })
    expect(await resend(userId)).toMatchObject({ code: 'too-many-invitations' })
  })

  it('by one person, and of one organization', async () => {
    const bea = await orbis.join('bea@orbis.test', { role: 'admin' })
    const other = await foundTestOrganization(server, 'olga@other.test', { name: 'Other' })
    server.deciding.mailLimits = 0.004 // two by one person, four of the organization
    const outcomes = []
    for (const [index, client] of [0, 0, 0, 1, 1, 1].entries())
      outcomes.push(await invite(`p${index}@orbis.test`, orbis, client === 0 ? orbis.admin : bea.client))
    expect(outcomes.map((answer) => ('code' in answer ? answer.code : 'accepted'))).toEqual([
      'accepted',
      'accepted',
      'too-many-invitations',
      'accepted',
      'accepted',
      'too-many-invitations',
    ])
    expect(outcomes[2]).toMatchObject({ message: expect.stringContaining('You have sent') })
    expect(await invite('zoe@other.test', other)).toMatchObject({ status: 'accepted' })
    // Changes of address may be twice as many where there are so many people: a whole company moves (HAND-20).
    const change = (userId: string, email: string) =>
      orbis.send(orbis.admin, 'switch.start', {
        handoverId: newId('handover'),
        invitationId: newId('invitation'),
        userId,
        email,
        batch: { id: newId('batch') },
      })
    server.deciding.mailLimits = 0.004
    expect(await change(bea.userId, 'bea.new@orbis.test')).toMatchObject({ code: 'too-many-invitations' })
    await grow(400)
    server.deciding.mailLimits = 0.005 // five changes by one person, who has sent two mails
    expect(await change(bea.userId, 'bea.new@orbis.test')).toMatchObject({ status: 'accepted' })
    server.deciding.mailLimits = 0.003 // three, and all are sent
    expect(await change(orbis.userId, 'anna.new@orbis.test')).toMatchObject({ code: 'too-many-invitations' })
    const users = await server.store.read
      .selectFrom('users')
      .select('email')
      .where('state', '=', 'pending')
      .execute()
    expect(users.map((row) => row.email).sort()).toEqual([
      'p0@orbis.test',
      'p1@orbis.test',
      'p3@orbis.test',
      'p4@orbis.test',
      'zoe@other.test',
    ])
  })
  it('[HAND-22] and changes of one person’s address that are called off and begun anew', async () => {
    const [bea, carl] = [await orbis.join('bea@orbis.test'), await orbis.join('carl@orbis.test')]
    server.deciding.mailLimits = 1
    const begin = (userId: string, handoverId: string, email: string) =>
      orbis.send(orbis.admin, 'switch.start', {
        ...{ handoverId, invitationId: newId('invitation'), userId, email },
      })
    for (let n = 0; n < 5; n++) {
      const handoverId = newId('handover')
      expect(await begin(bea.userId, handoverId, `bea${n}@orbis.test`)).toMatchObject({ status: 'accepted' })
      expect(await orbis.send(orbis.admin, 'handover.call-off', { handoverId })).toMatchObject({
        status: 'accepted',
      })
    }
    expect(await begin(bea.userId, newId('handover'), 'bea5@orbis.test')).toMatchObject({ code: 'too-often' })
    expect(await begin(carl.userId, newId('handover'), 'carl0@orbis.test')).toMatchObject({
      status: 'accepted',
    })
    server.clock.forward({ minutes: 61 })
    expect(await begin(bea.userId, newId('handover'), 'bea5@orbis.test')).toMatchObject({
      status: 'accepted',
    })
  })
  it('[ROLE-15] and those that somebody else asked for', async () => {
    const bea = await orbis.join('bea@orbis.test', { role: 'admin' })
    const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
    server.deciding.mailLimits = 1
    const change = (email: string) => {
      const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
      return { type: 'switch.start', args: { handoverId, invitationId, userId: bea.userId, email } }
    }
    const confirmed = async (command: ReturnType<typeof change>) => {
      const requestId = newId('request')
      expect(await orbis.send(una.client, 'request.make', { requestId, command })).toMatchObject({
        status: 'accepted',
      })
      return orbis.send(orbis.admin, 'request.confirm', { requestId, by: una.userId, command })
    }
    for (let n = 0; n < 5; n++) {
      const command = change(`bea${n}@orbis.test`)
      expect(await confirmed(command)).toMatchObject({ status: 'accepted' })
      const { handoverId } = command.args
      expect(await orbis.send(orbis.admin, 'handover.call-off', { handoverId })).toMatchObject({
        status: 'accepted',
      })
    }
    expect(await confirmed(change('bea5@orbis.test'))).toMatchObject({ code: 'too-often' })
    const { type, args } = change('bea6@orbis.test')
    expect(await orbis.send(orbis.admin, type, args)).toMatchObject({ code: 'too-often' })
  })
})
