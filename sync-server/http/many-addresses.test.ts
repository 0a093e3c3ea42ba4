import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../new-id.ts'
import { storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let people: Joined[]
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  people = []
  for (const name of ['ben', 'carla', 'dora']) people.push(await orbis.join(`${name}@orbis.test`))
})
afterEach(() => server.close())

const NAMES = ['ben', 'carla', 'dora']
/** Everybody's change in one request, as the screen sends it. */
async function startAll(batchId: string, more: { startAt?: string; taken?: string } = {}) {
  const changes = people.map(({ userId }, index) => ({
    userId,
    handoverId: newId('handover'),
    email: NAMES[index] === more.taken ? 'anna@orbis.test' : `${NAMES[index]}@new.test`,
  }))
  const commands = changes.map(({ userId, handoverId, email }) => ({
    id: newId('command'),
    type: 'switch.start',
    args: {
      handoverId,
      invitationId: newId('invitation'),
      userId,
      email,
      emailAgain: email,
      batch: { id: batchId, ...(more.startAt && { startAt: more.startAt }) },
    },
  }))
  const { organizationId } = orbis
  const { body } = await orbis.admin.post('/api/commands', { organizationId, commands })
  return { changes, answers: body.answers as CommandAnswer[] }
}
const changeOf = async (handoverId = '') =>
  (await storedDocuments(server, orbis.organizationId)).organization?.[`handover/${handoverId}`] as {
    state: string
    invitationId: string | null
  }
const emailOf = async (userId = '') =>
  (
    await server.store.read
      .selectFrom('users')
      .select('email')
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
  ).email

describe('[HAND-20] many changes of address', () => {
  it('are decided each on its own, stand in the history as one, and count as each is accepted', async () => {
    const batchId = newId('batch')
    const { changes, answers } = await startAll(batchId, { taken: 'carla' })
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted'])
    expect(answers[1]).toMatchObject({ code: 'address-taken' })
    const { body } = await orbis.admin.get(
      `/api/history?organizationId=${orbis.organizationId}&handover=${batchId}`,
    )
    expect(body.entries).toMatchObject([
      { action: 'switch.start', cause: batchId },
      { action: 'switch.start', cause: batchId },
    ])
    const invitation = (await changeOf(changes[0]?.handoverId)).invitationId
    const ben = await server.signIn('ben@new.test')
    await ben.post('/api/invitations/accept', { id: invitation, commandId: newId('command') })
    expect(await changeOf(changes[0]?.handoverId)).toMatchObject({ state: 'done' })
    expect(await changeOf(changes[2]?.handoverId)).toMatchObject({ state: 'waiting' })
    // Each old address works until its own person's new one has accepted.
    const [old, other] = [people[0]?.client, people[2]?.client]
    expect((await old?.get('/api/me'))?.body.organizations).toEqual([])
    expect((await other?.get('/api/me'))?.body.organizations).toMatchObject([{ state: 'active' }])
    const undo = await orbis.send(orbis.admin, 'handover.undo', { handoverId: changes[0]?.handoverId })
    expect(undo.status).toBe('accepted')
    expect((await old?.get('/api/me'))?.body.organizations).toMatchObject([{ state: 'active' }])
  })

  it('start by themselves on their date, but for those called off and those against which something stands', async () => {
    const startAt = new Date(server.clock.now().getTime() + 3 * 86_400_000).toISOString()
    const { changes, answers } = await startAll(newId('batch'), { startAt })
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    await orbis.send(orbis.admin, 'handover.call-off', { handoverId: changes[0]?.handoverId })
    await orbis.join('carla@new.test')
    server.clock.forward({ days: 2, minutes: 1_439 })
    expect(await server.mailsTo('dora@new.test')).toEqual([])
    server.clock.forward({ minutes: 1 })
    expect(await server.mailsTo('dora@new.test')).toHaveLength(1)
    expect(await server.mailsTo('dora@orbis.test')).toMatchObject([
      {}, // the code
      {}, // the first invitation, or the code, in whatever order
      { subject: expect.stringContaining('is being changed') },
    ])
    expect(await server.mailsTo('ben@new.test')).toEqual([])
    expect(await changeOf(changes[1]?.handoverId)).toMatchObject({
      state: 'needs-look',
      reasons: [{ code: 'address-taken' }],
    })
    const { invitationId } = await changeOf(changes[2]?.handoverId)
    const dora = await server.signIn('dora@new.test')
    await dora.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
    expect(await emailOf(people[2]?.userId)).toBe('dora@new.test')
  })
})
