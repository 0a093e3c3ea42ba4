import { afterEach, beforeEach, expect, it } from 'vitest'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { newId } from '../new-id.ts'
import { documentsFromRows, storedDocuments } from '../testing/directory-documents.ts'
import { type Joined, foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let old: Joined
let young: Joined
const handoverId = newId('handover')
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  old = await orbis.join('ben@old.test', { level: 'manager' })
  young = await orbis.join('ben@orbis.test')
})
afterEach(() => server.close())

const merge = (client = orbis.admin) =>
  orbis.send(client, 'user.merge', {
    handoverId,
    fromUserId: old.userId,
    toUserId: young.userId,
    role: 'member',
    homes: [],
    shown: null,
  })
const organizationsOf = async (client: Joined['client']) => (await client.get('/api/me')).body.organizations
const documents = async () => [
  await storedDocuments(server, orbis.organizationId),
  await documentsFromRows(server, orbis.organizationId),
]

it('[HAND-21] two users of one person become one and two again, with their items, accounts, mails and documents', async () => {
  const refused = await orbis.send(orbis.admin, 'switch.start', {
    handoverId: newId('handover'),
    invitationId: newId('invitation'),
    userId: old.userId,
    email: 'ben@orbis.test',
  })
  expect(refused).toMatchObject({ code: 'address-taken', message: expect.stringContaining('two users one') })
  await server.store.write(async (tx, outcome) => {
    const record = {
      title: 'Call',
      portfolio: old.portfolioId,
      createdAt: '2026-05-04T08:00:00.000Z',
      values: { due: '2026-05-05', done: null, about: null },
    }
    const { organizationId, tasksFolderId } = orbis
    const fill = (records: { set(id: string, value: unknown): void }) => records.set(newId('record'), record)
    const published = await server.documents.writeContent(tx, organizationId, tasksFolderId, 0, fill)
    outcome.onCommit(() => published.publish())
  })

  expect(await merge(young.client)).toMatchObject({ code: 'not-allowed' })
  expect(await merge()).toMatchObject({ status: 'accepted' })
  expect(server.told).toContain(`close ${old.userId} ${CLOSE.sessionEnded}`)
  expect(await organizationsOf(old.client)).toMatchObject([{ state: 'deactivated', nowAs: 'ben@orbis.test' }])
  expect(await organizationsOf(young.client)).toMatchObject([{ state: 'active', userId: young.userId }])
  expect(
    await server.documents.itemCounts(server.store.read, orbis.organizationId, [old.portfolioId]),
  ).toMatchObject([{ all: 1 }])
  const [atNew, atOld] = [await server.mailsTo('ben@orbis.test'), await server.mailsTo('ben@old.test')]
  expect(atNew.at(-1)?.text).toContain('What came from ben@old.test:\n\n- Sales, Tasks: 1 (1 open)')
  expect(atNew.at(-1)?.text).toContain('Call: due Tuesday, 5 May 2026')
  expect(atOld.at(-1)?.subject).toBe('Your two users in Orbis are one now: ben@orbis.test')
  expect(atOld.at(-1)?.text).not.toContain('Call')
  const uses = await orbis.admin.get(
    `/api/address-uses?${new URLSearchParams({ organizationId: orbis.organizationId, userId: young.userId })}`,
  )
  const now = server.clock.now().toISOString()
  expect(uses.body.addresses).toMatchObject([{ email: 'ben@old.test', since: now, nowOf: null, uses: [] }])
  const [stored, fromRows] = await documents()
  expect(stored).toEqual(fromRows)

  expect(await orbis.send(orbis.admin, 'handover.undo', { handoverId })).toMatchObject({ status: 'accepted' })
  expect(await organizationsOf(old.client)).toMatchObject([{ state: 'active', userId: old.userId }])
  expect((await server.mailsTo('ben@old.test')).at(-1)?.subject).toBe('Your two users in Orbis are two again')
  const [storedAgain, fromRowsAgain] = await documents()
  expect(storedAgain).toEqual(fromRowsAgain)
})

it('[HAND-21] what each of the two was in other workspaces is told to no Manager by the history either', async () => {
  const [service, portfolioId] = [newId('workspace'), newId('portfolio')]
  await orbis.send(orbis.admin, 'workspace.create', {
    ...{ workspaceId: service, name: 'Service' },
    ...{ tasksFolderId: newId('folder'), portfolioId: newId('portfolio') },
  })
  const place = { workspaceId: service, level: 'owner', restrictions: [], portfolioId }
  await orbis.send(orbis.admin, 'membership.set', { userId: old.userId, place })
  const max = await orbis.join('max@orbis.test', { level: 'manager' })
  const answer = await orbis.send(orbis.admin, 'user.merge', {
    ...{ handoverId, fromUserId: old.userId, toUserId: young.userId, role: 'member', shown: null },
    homes: [{ workspaceId: service, portfolioId: newId('portfolio') }],
  })
  expect(answer).toMatchObject({ status: 'accepted' })
  const history = async (client: Joined['client']) =>
    JSON.stringify((await client.get(`/api/history?organizationId=${orbis.organizationId}`)).body.entries)
  const seen = await history(max.client)
  expect(seen).toContain('"user.merge"')
  expect(seen).not.toContain('roleBefore')
  expect(await history(orbis.admin)).toContain('roleBefore')
})
