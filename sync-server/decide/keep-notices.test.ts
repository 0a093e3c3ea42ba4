import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { refuse } from '../../shared/domain/decide/decision.ts'
import { meOf, ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import { wholeRow } from '../../shared/domain/documents/stored-row.ts'
import type { Notice } from '../../shared/domain/model/notice.ts'
import type { SetBack } from '../content/guard/apply-update.ts'
import { noticesOf } from '../content/arrivals/set-back-notices.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

const AT = '2026-03-02T09:00:00.000Z'
let server: TestServer
let orbis: TestOrganization
let max: Joined
let story = 0
const folder = { id: newId('folder'), name: 'Deals', fields: [], stage: null }
beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  const { id: folderId, ...rest } = folder
  await asAdmin('folder.create', { folderId, workspaceId: orbis.workspaceId, ...rest })
})
afterAll(() => server.close())
beforeEach(async () => {
  max = await orbis.join(`max${++story}@orbis.test`)
})

const asAdmin = async (type: string, args: object) =>
  expect(await orbis.send(orbis.admin, type, args)).toMatchObject({ status: 'accepted' })
const setPlace = (...restrictions: string[]) =>
  asAdmin('membership.set', {
    userId: max.userId,
    place: { workspaceId: orbis.workspaceId, level: 'agent', restrictions, portfolioId: newId('portfolio') },
  })

async function make(portfolio: string): Promise<string> {
  const recordId = newId('record')
  const record = { title: 'Secret Ltd', portfolio, createdAt: AT, values: {} }
  await asAdmin('record.create', { folderId: folder.id, recordId, record })
  return recordId
}

/** What the guard says of Max's edit of this record. */
async function setBack(recordId: string, wanted: Partial<SetBack> = {}): Promise<Notice> {
  const reason = refuse('someone-elses', 'You may not do this here.')
  const one = { recordId, field: 'title', title: 'Secret Ltd', reason, wanted: 'mine', ...wanted } as SetBack
  const [notice] = noticesOf([one], max.userId, { ...folder, workspaceId: orbis.workspaceId } as never, AT)
  if (!notice) throw new Error('no notice')
  const { organizationId } = orbis
  await server.store.write(async (tx, outcome) => {
    await tx
      .insertInto('notices')
      .values({
        ...{ organization_id: organizationId, id: notice.id, user_id: max.userId },
        data: JSON.stringify(notice),
      })
      .execute()
    const entry = { document: meOf(max.userId), key: `notice/${notice.id}`, value: notice }
    const published = await server.documents.writeDirectory(tx, organizationId, [entry])
    outcome.onCommit(() => published.publish())
  })
  return notice
}

/** His own document, read whole: what of it stood there before is not in it. */
async function hisDocument() {
  const doc = new Y.Doc()
  const { missing } = await server.documents.missingFrom(
    ...([orbis.organizationId, meOf(max.userId)] as const),
    Y.encodeStateVector(doc),
  )
  Y.applyUpdate(doc, missing)
  const rows = doc.getMap<unknown>(ROWS_MAP)
  const notice = (id: string) =>
    wholeRow(meOf(max.userId), `notice/${id}`, rows.get(`notice/${id}`)) as Notice | undefined
  return { notice, bytes: Buffer.from(missing).toString('latin1') }
}

for (const [how, lose] of Object.entries({
  'restricted to their own items': () => setPlace('own-items-only'),
  'put out of the workspace': () =>
    asAdmin('membership.remove', { userId: max.userId, workspaceId: orbis.workspaceId }),
}))
  it(`[ROLE-10] [SYNC-3] a notice of an edit of what its reader, ${how}, does not see any more quotes it no longer`, async () => {
    const { id } = await setBack(await make(orbis.portfolioId))
    expect((await hisDocument()).bytes).toContain('Secret Ltd')
    await lose()
    const { notice, bytes } = await hisDocument()
    expect(notice(id)).toMatchObject({
      message: 'Your change of something that you don’t see any more was not kept. You may not do this here.',
      about: {},
    })
    expect(bytes).not.toContain('Secret Ltd')
    const stored = await server.store.read.selectFrom('notices').select('data').where('id', '=', id).execute()
    expect(stored.map(({ data }) => data).join()).not.toContain('Secret Ltd')
  })

it('[ROLE-10] [SYNC-3] nor does one of a record they wanted to add, where there was one already, quote how that is called', async () => {
  const reason = refuse('written-once', 'It was created already.')
  const { id } = await setBack(await make(orbis.portfolioId), { field: null, reason })
  const ended = { field: null, reason: refuse('subscription-ended', 'It has ended.') }
  const { id: other } = await setBack(await make(orbis.portfolioId), ended)
  await setPlace('own-items-only')
  const { notice, bytes } = await hisDocument()
  expect([id, other].map((one) => notice(one)?.about)).toEqual([{}, {}])
  expect(bytes).not.toContain('Secret Ltd')
})

it('[ROLE-10] [SYNC-3] what they still see stays in it, by the id under which they know it now; so does what they called something new', async () => {
  const recordId = await make(max.portfolioId)
  const edit = await setBack(recordId)
  const added = await setBack(newId('record'), { field: null, title: 'My own name' })
  await setPlace('own-items-only')
  const { notice } = await hisDocument()
  const kept = notice(edit.id)
  expect(kept?.message).toBe(edit.message)
  expect(kept?.about.recordId).toMatch(/^rec_/)
  expect(kept?.about.recordId).not.toBe(recordId)
  expect(notice(added.id)?.message).toContain('My own name')
  await setPlace()
  expect((await hisDocument()).notice(edit.id)?.about.recordId).toBe(recordId)
})
