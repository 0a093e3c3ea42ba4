import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let ben: Joined
const recordId = newId('record')
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  ben = await orbis.join('ben@orbis.test')
  await accepted('record.create', create(recordId, 'Call Nordwind'))
})
afterEach(() => server.close())

const madeAt = '2026-05-03T08:00:00.000Z'
const create = (id: string, title: string) => ({
  folderId: orbis.tasksFolderId,
  recordId: id,
  record: { title, portfolio: ben.portfolioId, createdAt: madeAt, values: {} },
})
const edit = (changes: Record<string, unknown>) => ({
  folderId: orbis.tasksFolderId,
  recordId,
  changes,
})
const accepted = async (type: string, args: unknown) => {
  const answer = await orbis.send(orbis.admin, type, args)
  expect([type, answer]).toEqual([type, expect.objectContaining({ status: 'accepted' })])
}
const change = (type: string, args: unknown, id = newId('command')) => ({ id, type, args, madeAt })
const give = (client: TestClient, changes: unknown[], userId = ben.userId) =>
  client.post('/api/quarantine/give', { organizationId: orbis.organizationId, userId, changes })
const list = (client = orbis.admin) =>
  client.get(`/api/quarantine?organizationId=${orbis.organizationId}&userId=${ben.userId}`)
const decide = (ids: string[], decision: 'accept' | 'discard' | 'keep', client = orbis.admin) =>
  client.post('/api/quarantine/decide', { organizationId: orbis.organizationId, ids, decision })
const record = (id = recordId) =>
  server.store.write((tx) => server.documents.recordNow(tx, orbis.organizationId, orbis.tasksFolderId, id))
const deactivate = () => accepted('user.deactivate', { userId: ben.userId })

describe('what a device had not sent when its user was deactivated', () => {
  it('[LIFE-10] waits for an Admin, who accepts it in their own name, with whose it was in the history', async () => {
    await deactivate()
    const fresh = newId('record')
    const given = [
      change('record.edit', edit({ title: 'Call Nordwind twice' })),
      change('record.create', create(fresh, 'Send the offer')),
      // Says nothing new.
      change('record.edit', edit({ title: 'Call Nordwind' })),
      change('record.edit', { nonsense: true }),
    ]
    expect(await give(ben.client, given)).toMatchObject({ status: 200, body: {} })
    // The answer was lost, and it is given once more.
    expect((await give(ben.client, given)).status).toBe(200)
    const { body } = await list()
    expect(body.all).toBe(2)
    expect(body.changes).toMatchObject([
      { type: 'record.edit', record: { title: 'Call Nordwind' }, until: '2026-06-03T08:00:00.000Z' },
      { type: 'record.create', record: null },
    ])
    const ids = body.changes.map(({ id }: { id: string }) => id)
    server.clock.forward({ minutes: 1 })
    expect((await decide(ids, 'accept')).body).toEqual({ refused: [] })
    expect(await record()).toMatchObject({ title: 'Call Nordwind twice' })
    expect(await record(fresh)).toMatchObject({ title: 'Send the offer', portfolio: ben.portfolioId })
    expect((await list()).body.all).toBe(0)
    const { body: history } = await orbis.admin.get(
      `/api/history?organizationId=${orbis.organizationId}&record=${recordId}`,
    )
    expect(history.entries[0]).toMatchObject({
      actorUserId: orbis.userId,
      cause: ben.userId,
      after: 'Call Nordwind twice',
    })
  })

  it('[LIFE-10] is thrown away when discarded, and by itself after 30 days', async () => {
    await deactivate()
    const [one, other] = [
      change('record.edit', edit({ title: 'One' })),
      change('record.edit', edit({ title: 'Other' })),
    ]
    await give(ben.client, [one, other])
    await decide([one.id, other.id], 'discard')
    expect((await list()).body.all).toBe(0)
    await decide([other.id], 'keep')
    expect((await list()).body.changes).toMatchObject([{ id: other.id }])
    server.clock.forward({ days: 29 })
    await server.quarantineEmptied()
    expect((await list()).body.all).toBe(1)
    server.clock.forward({ days: 1 })
    await server.quarantineEmptied()
    expect((await list()).body.all).toBe(0)
    expect(await record()).toMatchObject({ title: 'Call Nordwind' })
  })

  it('[LIFE-10] tells each Admin once, and goes with the person’s data', async () => {
    await deactivate()
    await give(ben.client, [change('record.edit', edit({ title: 'One' }))])
    await give(ben.client, [change('record.edit', edit({ title: 'Two' }))])
    const notices = await server.store.read.selectFrom('notices').selectAll().execute()
    expect(notices.map((row) => [row.user_id, JSON.parse(row.data).about])).toEqual([
      [orbis.userId, { userId: ben.userId }],
    ])
    await accepted('user.erase', { userId: ben.userId, unassign: true })
    expect(await server.store.read.selectFrom('quarantine').selectAll().execute()).toEqual([])
  })

  it('[LIFE-10] [ROLE-4] never does by an Admin’s yes what the person might not have done', async () => {
    await deactivate()
    const wish = change('user.set-role', { userId: orbis.userId, role: 'member' })
    const self = change('user.restore', { userId: ben.userId, homes: [] })
    await give(ben.client, [wish, self])
    const { body } = await decide([wish.id, self.id], 'accept')
    expect(body.refused.map(({ id }: { id: string }) => id)).toEqual([wish.id, self.id])
  })
})

describe('a device with a will of its own', () => {
  it('[LIFE-10] [ROLE-10] changes no record by an Admin’s yes that its person never might', async () => {
    const [workspaceId, tasksFolderId, portfolioId] = [
      newId('workspace'),
      newId('folder'),
      newId('portfolio'),
    ]
    await accepted('workspace.create', { workspaceId, name: 'Board', tasksFolderId, portfolioId })
    await deactivate()
    const foreign = change('record.create', {
      folderId: tasksFolderId,
      recordId: newId('record'),
      record: { title: 'Ben gets more', portfolio: portfolioId, createdAt: madeAt, values: {} },
    })
    await give(ben.client, [foreign])
    const { body } = await decide([foreign.id], 'accept')
    expect(body.refused).toMatchObject([{ id: foreign.id, message: expect.stringContaining('not allowed') }])
  })

  it('[LIFE-10] still has its person’s edits of what others look after since', async () => {
    const carl = await orbis.join('carl@orbis.test')
    await deactivate()
    await accepted('record.edit', edit({ portfolio: carl.portfolioId }))
    const one = change('record.edit', edit({ title: 'One' }))
    await give(ben.client, [one])
    expect((await decide([one.id], 'accept')).body).toEqual({ refused: [] })
  })

  it('[LIFE-10] [LIFE-8] still has their edits in a workspace they were put out of', async () => {
    await accepted('membership.remove', { userId: ben.userId, workspaceId: orbis.workspaceId })
    const one = change('record.edit', edit({ title: 'One' }))
    expect((await give(ben.client, [one])).status).toBe(200)
    expect((await decide([one.id], 'accept')).body).toEqual({ refused: [] })
    expect(await record()).toMatchObject({ title: 'One' })
  })

  it('[LIFE-10] does nothing to the Admin who says yes', async () => {
    await deactivate()
    const mute = change('user.set-mails', { muted: ['switch-asked'] })
    await give(ben.client, [mute, change('record.edit', edit({ title: 'One' }))])
    await decide([mute.id], 'accept')
    const admin = await server.store.read
      .selectFrom('users')
      .select('muted')
      .where('user_id', '=', orbis.userId)
      .executeTakeFirstOrThrow()
    expect(admin.muted).not.toContain('switch-asked')
  })

  it('[LIFE-10] [ROLE-10] hears nothing of what a record says by now', async () => {
    await deactivate()
    await accepted('record.edit', edit({ title: 'After Ben left' }))
    const guesses = [edit({ title: 'After Ben left' }), edit({ title: 'Something else' })]
    const [right, wrong] = await Promise.all(
      guesses.map((guess) => give(ben.client, [change('record.edit', guess)])),
    )
    expect(right).toMatchObject({ status: 200 })
    expect(right?.body).toEqual(wrong?.body)
  })
})

describe('giving', () => {
  it('[LIFE-10] is all that is left to somebody deactivated, and open to nobody else', async () => {
    const one = change('record.edit', edit({ title: 'One' }))
    // Who has access sends what they have.
    expect((await give(ben.client, [one])).status).toBe(403)
    const carl = await orbis.join('carl@orbis.test')
    const stranger = await server.signIn('eve@elsewhere.test')
    await deactivate()
    for (const client of [carl.client, stranger]) expect((await give(client, [one])).status).toBe(403)
    expect((await give(server.browser(), [one])).status).toBe(401)
    expect((await give(ben.client, [one])).status).toBe(200)
    for (const client of [ben.client, carl.client]) {
      expect((await list(client)).status).toBe(403)
      expect((await decide([one.id], 'accept', client)).status).toBe(403)
    }
    expect(await record()).toMatchObject({ title: 'Call Nordwind' })
  })

  it('[LIFE-10] has limits', async () => {
    await deactivate()
    const note = 'x'.repeat(9_000)
    const many = (count = 80) =>
      Array.from({ length: count }, (_, n) => change('record.edit', edit({ about: `${n} ${note}` })))
    expect((await give(ben.client, many(201))).status).toBe(413)
    const small = Array.from({ length: 201 }, (_, n) => change('record.edit', edit({ title: `${n}` })))
    expect((await give(ben.client, small)).status).toBe(400)
    for (let n = 0; n < 11; n++) expect((await give(ben.client, many())).status).toBe(200)
    expect(await give(ben.client, many())).toMatchObject({ status: 413, body: { code: 'quarantine-full' } })
  })

  it('[LIFE-10] [HAND-2] is open to the account that sat in somebody before their address changed', async () => {
    const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
    await accepted('switch.start', {
      handoverId,
      invitationId,
      userId: ben.userId,
      email: 'benno@orbis.test',
    })
    const fresh = await server.signIn('benno@orbis.test')
    await fresh.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
    const one = change('record.edit', edit({ title: 'One' }))
    expect((await give(fresh, [one])).status).toBe(403)
    expect((await give(ben.client, [one])).status).toBe(200)
  })
})
