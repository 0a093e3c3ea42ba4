import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followAddress } from '../../shared/domain/sign-in/follow-address.ts'
import type { Field } from '../../shared/domain/model/folder.ts'
import type { FormerAddress } from '../../shared/protocol/http.ts'
import { decideCommand } from '../decide/decide-command.ts'
import { newId } from '../new-id.ts'
import { type Joined, foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

const OLD = 'ben@old.test'
const NEW = 'ben@orbis.test'

let server: TestServer
let orbis: TestOrganization
let ben: Joined
let now: TestClient
let handoverId: string

beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  ben = await orbis.join(OLD)
  ;[handoverId, now] = await change(NEW)
})
afterEach(() => server.close())

async function change(email: string): Promise<[string, TestClient]> {
  const [id, invitationId] = [newId('handover'), newId('invitation')]
  const args = { handoverId: id, invitationId, userId: ben.userId, email, emailAgain: email }
  expect(await orbis.send(orbis.admin, 'switch.start', args)).toMatchObject({ status: 'accepted' })
  const client = await server.signIn(email)
  const accepted = await client.post('/api/invitations/accept', {
    id: invitationId,
    commandId: newId('command'),
  })
  expect(accepted.status).toBe(200)
  await server.jobsDone()
  return [id, client]
}

const ask = (client = orbis.admin, userId = ben.userId) =>
  client.get(`/api/address-uses?${new URLSearchParams({ organizationId: orbis.organizationId, userId })}`)
async function old(client = orbis.admin): Promise<FormerAddress> {
  const { body } = await ask(client)
  return body.addresses.find(({ email }: FormerAddress) => email === OLD)
}
const kinds = async () => Object.fromEntries((await old()).uses.map(({ kind, count }) => [kind, count]))
const sees = (client: TestClient, email: string, organizationId = orbis.organizationId) =>
  client.post('/api/address-uses/seen', { organizationId, email })

describe('[HAND-23] uses of a former address', () => {
  it('are none after the change, and thirty quiet days say that it is safe to delete', async () => {
    const at = server.clock.now().toISOString()
    expect(await old()).toEqual({
      email: OLD,
      since: at,
      uses: [],
      records: 0,
      folders: [],
      nowOf: null,
      quietDays: 0,
      safeToDelete: false,
    })
    server.clock.forward({ days: 29, minutes: 23 * 60 })
    expect(await old()).toMatchObject({ quietDays: 29, safeToDelete: false })
    server.clock.forward({ minutes: 60 })
    expect(await old()).toMatchObject({ quietDays: 30, safeToDelete: true })
  })

  it('are codes that were asked for and typed in, invitations and mails, and each begins the days anew', async () => {
    server.clock.forward({ days: 20 })
    const asked = await server.browser().post('/api/codes', { email: 'Ben@OLD.test' })
    expect(await kinds()).toEqual({ code: 1 })
    expect((await old()).quietDays).toBe(0)
    server.clock.forward({ days: 3 })
    await server.signIn(OLD)
    expect(await kinds()).toEqual({ code: 2, 'sign-in': 1 })
    const other = await foundTestOrganization(server, 'olga@other.test', { name: 'Other' })
    const invite = (office: TestOrganization, email: string) =>
      office.send(office.admin, 'user.invite', {
        userId: newId('user'),
        invitationId: newId('invitation'),
        email,
        role: 'member',
        workspaces: [],
      })
    // Whom another organization writes to is its own affair.
    await invite(other, OLD)
    await server.jobsDone()
    expect(await kinds()).toEqual({ code: 2, 'sign-in': 1 })
    server.clock.forward({ days: 29 })
    expect(await old()).toMatchObject({ quietDays: 29, safeToDelete: false })
    await invite(orbis, OLD)
    await server.jobsDone()
    expect(await kinds()).toEqual({ code: 2, 'sign-in': 1, invitation: 1 })
    expect(asked.status).toBe(200)
    server.clock.forward({ days: 31 })
    // Somebody else's address by now, and so no address to delete.
    expect(await old()).toMatchObject({ quietDays: 31, safeToDelete: false, nowOf: expect.any(String) })
  })

  it('are the panel’s word that it stood in a conversation: once a day, of former addresses alone', async () => {
    for (const email of [OLD, ` ${OLD.toUpperCase()} `, NEW, 'anybody@else.test'])
      expect(await sees(now, email)).toMatchObject({ status: 200, body: {} })
    expect(await kinds()).toEqual({ gmail: 1 })
    server.clock.forward({ days: 1 })
    await sees(orbis.admin, OLD)
    expect(await kinds()).toEqual({ gmail: 2 })
    expect(await server.store.read.selectFrom('address_uses').selectAll().execute()).toHaveLength(1)
    const stranger = await server.signIn('olga@other.test')
    expect((await sees(stranger, OLD)).status).toBe(403)
  })

  it('are told to those who may change the address, and to the person', async () => {
    const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
    const max = await orbis.join('max@orbis.test', { level: 'manager' })
    for (const client of [orbis.admin, una.client, now]) expect((await ask(client)).status).toBe(200)
    expect((await ask(max.client)).status).toBe(403)
    // Who has the old account alone is nobody here.
    expect((await ask(ben.client)).status).toBe(403)
    expect((await ask(una.client, orbis.userId)).status).toBe(403)
    expect((await ask(orbis.admin, newId('user'))).status).toBe(404)
  })

  it('are forgotten when the change is undone, and kept for each address apart', async () => {
    await sees(now, OLD)
    await change('b.okafor@orbis.test')
    await sees(orbis.admin, NEW)
    const { body } = await ask()
    expect(body.addresses).toMatchObject([
      { email: NEW, uses: [{ kind: 'gmail' }] },
      { email: OLD, uses: [{ kind: 'gmail' }] },
    ])
    const last = await server.store.read
      .selectFrom('handovers')
      .select('handover_id')
      .where('handover_id', '<>', handoverId)
      .executeTakeFirstOrThrow()
    for (const id of [last.handover_id, handoverId])
      expect(await orbis.send(orbis.admin, 'handover.undo', { handoverId: id })).toMatchObject({
        status: 'accepted',
      })
    expect((await ask()).body.addresses).toEqual([])
    expect(await server.store.read.selectFrom('address_uses').selectAll().execute()).toEqual([])
  })

  it('count from the day on which the address followed a Google account, too', async () => {
    server.clock.forward({ days: 50 })
    const { userId } = ben
    const args = { userId, email: 'ben@third.test' }
    await decideCommand(
      server.deciding,
      orbis.organizationId,
      { actorId: 'sign-in', userId },
      { id: newId('command'), type: 'identity.follow-address', args },
      {
        decide: (_command, now) => followAddress(userId, NEW, args.email, now),
        words: () => 'A new address',
      },
    )
    server.clock.forward({ days: 2 })
    expect((await ask()).body.addresses).toMatchObject([
      { email: NEW, quietDays: 2 },
      { email: OLD, quietDays: 52, safeToDelete: true },
    ])
  })

  it('[ROLE-10] are the records it stands in, counted by folder, and named only to who may see them', async () => {
    const email: Field = { id: 'mail', name: 'Email', type: 'email' }
    const folderId = newId('folder')
    const { workspaceId } = orbis
    const made = { folderId, workspaceId, name: 'Customers', fields: [email], stage: null }
    expect(await orbis.send(orbis.admin, 'folder.create', made)).toMatchObject({ status: 'accepted' })
    await write(folderId, (records) => {
      for (const [index, value] of [OLD, ' Ben@Old.test', NEW, 'no address'].entries())
        records.set(newId('record'), {
          title: `Customer ${index}`,
          portfolio: orbis.portfolioId,
          createdAt: '2026-05-04T08:00:00.000Z',
          values: { mail: value },
        })
    })
    server.clock.forward({ days: 40 })
    const folders = [{ workspaceId, folderId, count: 2 }]
    expect(await old()).toMatchObject({ records: 2, folders, quietDays: 0, safeToDelete: false })
    const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
    await orbis.send(orbis.admin, 'membership.remove', { userId: una.userId, workspaceId })
    expect(await old(una.client)).toMatchObject({ records: 2, folders: [] })
    // ROLE-10: how many records have an address is something of what stands in them.
    const restricted = { workspaceId, level: 'agent', portfolioId: newId('portfolio') }
    for (const restriction of ['own-items-only', 'masked-contacts']) {
      const place = { ...restricted, restrictions: [restriction] }
      await orbis.send(orbis.admin, 'membership.set', { userId: ben.userId, place })
      expect(await old(now)).toMatchObject({ records: 0, folders: [], quietDays: 0, safeToDelete: false })
    }
    await write(folderId, (records, edits) => {
      const [first, second] = [...records.keys()].filter((id) => /old/i.test(JSON.stringify(records.get(id))))
      edits.set(`${first}/mail`, NEW)
      edits.set(`${second}/deleted`, '2026-06-01T08:00:00.000Z')
    })
    expect(await old()).toMatchObject({ records: 0, folders: [], quietDays: 40, safeToDelete: true })
  })
})

async function write(
  folderId: string,
  fill: Parameters<TestServer['documents']['writeContent']>[4],
): Promise<void> {
  await server.store.write(async (tx, outcome) => {
    const published = await server.documents.writeContent(tx, orbis.organizationId, folderId, 0, fill)
    outcome.onCommit(() => published.publish())
  })
}
