import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ItemHandover } from '../../shared/domain/model/handover.ts'
import { newId } from '../new-id.ts'
import { foreignPlacesIn, storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { narrowHandovers } from './narrow-handovers.ts'

// Max manages Sales. What Carl looked after in Sales and in Legal goes to Dora: of Legal, Max must not learn a thing.

let server: TestServer
let orbis: TestOrganization
let max: Joined
let carl: Joined
let dora: Joined
const legal = newId('workspace')
const legalFolder = newId('folder')
const carlsLegal = newId('portfolio')
const doraLegal = newId('portfolio')
const handoverId = newId('handover')

const accepted = async (type: string, args: unknown) => {
  const answer = await orbis.send(orbis.admin, type, args)
  expect([type, answer]).toEqual([type, expect.objectContaining({ status: 'accepted' })])
}
const put = (userId: string, portfolioId: string) =>
  accepted('membership.set', {
    userId,
    place: { workspaceId: legal, level: 'agent', restrictions: [], portfolioId },
  })
const handoverIn = async (document: string) =>
  (await storedDocuments(server, orbis.organizationId))[document]?.[`handover/${handoverId}`] as
    ItemHandover | undefined
const write = (folderId: string, recordId: string, title: string, portfolio: string) =>
  server.store.write(async (tx, outcome) => {
    const published = await server.documents.writeContent(tx, orbis.organizationId, folderId, 0, (records) =>
      records.set(recordId, { title, portfolio, createdAt: '2026-05-01T00:00:00.000Z', values: {} }),
    )
    outcome.onCommit(published.publish)
  })

beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  await accepted('workspace.create', {
    workspaceId: legal,
    name: 'Legal',
    tasksFolderId: legalFolder,
    portfolioId: newId('portfolio'),
  })
  max = await orbis.join('max@orbis.test', { level: 'manager' })
  carl = await orbis.join('carl@orbis.test')
  dora = await orbis.join('dora@orbis.test')
  await put(carl.userId, carlsLegal)
  await put(dora.userId, doraLegal)
  await write(orbis.tasksFolderId, newId('record'), 'Call a customer', carl.portfolioId)
  await write(legalFolder, newId('record'), 'The secret case', carlsLegal)
  const homes = [newId('portfolio'), newId('portfolio')] as const
  await accepted('handover.start', {
    handoverId,
    plan: {
      from: carl.userId,
      to: dora.userId,
      moves: [carl.portfolioId, carlsLegal].map((portfolioId) => ({
        portfolioId,
        expectedHolder: carl.userId,
      })),
      shown: null,
      afterwards: 'stay',
      newHomes: [
        { workspaceId: orbis.workspaceId, portfolioId: homes[0] },
        { workspaceId: legal, portfolioId: homes[1] },
      ],
      access: [],
    },
  })
})
afterAll(() => server.close())

/** All documents that Max may read, and what is in them. */
async function readableByMax(): Promise<string> {
  const documents = await storedDocuments(server, orbis.organizationId)
  const names = [`me/${max.userId}`, `names/${orbis.workspaceId}`, `staff/${orbis.workspaceId}`]
  return JSON.stringify(names.map((name) => documents[name]))
}
const SECRETS = () => [legal, legalFolder, carlsLegal, doraLegal, 'The secret case', 'Legal']

it('[HAND-16] tells the staff of a workspace of what moved there, and nothing of other workspaces', async () => {
  const whole = await handoverIn('organization')
  expect(whole?.report?.moved.map(({ all }) => all)).toEqual([1, 1])
  const part = await handoverIn(`staff/${orbis.workspaceId}`)
  expect(part).toMatchObject({ state: 'done', partial: true })
  expect(part?.plan.moves.map(({ portfolioId }) => portfolioId)).toEqual([carl.portfolioId])
  expect(part?.report?.moved).toEqual([expect.objectContaining({ workspaceId: orbis.workspaceId, all: 1 })])
  const readable = await readableByMax()
  for (const secret of SECRETS()) expect(readable).not.toContain(secret)
  const documents = await storedDocuments(server, orbis.organizationId)
  expect(await foreignPlacesIn(server, documents)).toEqual([])
})

it('tells those it is from and to what lies where they work, and no more once they work there no more', async () => {
  expect(await handoverIn(`me/${dora.userId}`)).not.toHaveProperty('partial')
  await accepted('membership.remove', { workspaceId: legal, userId: carl.userId })
  const mine = await handoverIn(`me/${carl.userId}`)
  expect(mine).toMatchObject({ partial: true, report: { moved: [{ workspaceId: orbis.workspaceId }] } })
  expect(JSON.stringify(mine)).not.toContain(legal)
  await put(carl.userId, newId('portfolio'))
  expect(await handoverIn(`me/${carl.userId}`)).not.toHaveProperty('partial')
})

it('after undo names what stayed elsewhere to nobody who does not see it', async () => {
  const stays = newId('record')
  await write(legalFolder, stays, 'Another secret', carlsLegal)
  await server.store.write(async (tx, outcome) => {
    const published = await server.documents.writeContent(
      tx,
      orbis.organizationId,
      legalFolder,
      0,
      (_records, edits) => edits.set(`${stays}/portfolio`, doraLegal),
    )
    outcome.onCommit(published.publish)
  })
  await accepted('handover.undo', { handoverId })
  expect((await handoverIn('organization'))?.report?.stayed).toMatchObject([{ title: 'Another secret' }])
  expect((await handoverIn(`staff/${orbis.workspaceId}`))?.report?.stayed).toEqual([])
  const readable = await readableByMax()
  for (const secret of [...SECRETS(), 'Another secret', stays]) expect(readable).not.toContain(secret)
})

it('takes out of the documents what was written whole before', async () => {
  const whole = await handoverIn('organization')
  const document = `staff/${orbis.workspaceId}`
  await server.store.write(async (tx, outcome) => {
    const entries = [{ document, key: `handover/${handoverId}`, value: whole }]
    const published = await server.documents.writeDirectory(tx, orbis.organizationId, entries)
    outcome.onCommit(published.publish)
    const row = { organization_id: orbis.organizationId, handover_id: handoverId }
    await tx.insertInto('handovers_to_narrow').values(row).execute()
  })
  expect(await readableByMax()).toContain(carlsLegal)
  await narrowHandovers(server.deciding)
  const readable = await readableByMax()
  for (const secret of SECRETS()) expect(readable).not.toContain(secret)
  expect(await server.store.read.selectFrom('handovers_to_narrow').selectAll().execute()).toEqual([])
})
