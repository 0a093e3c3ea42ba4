import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let mia: Joined
const folderId = newId('folder')
beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  mia = await orbis.join('mia@orbis.test', { restrictions: ['masked-contacts'] })
  await orbis.send(orbis.admin, 'folder.create', {
    ...{ folderId, workspaceId: orbis.workspaceId, name: 'Customers', stage: null },
    fields: [{ id: 'note', name: 'Note', type: 'text' }],
  })
})
afterAll(() => server.close())

const asMia = async (type: string, args: object) =>
  expect(await orbis.send(mia.client, type, args)).toMatchObject({ status: 'accepted' })
it('[ROLE-10] a text that looks like the id of a record stays as it was typed: nobody has ids turned into others by writing them down', async () => {
  const [recordId, title, note] = [1, 2, 3].map(() => newId('record')) as [string, string, string]
  const createdAt = '2026-03-02T09:00:00.000Z'
  const record = { title: 'Hers', portfolio: mia.portfolioId, createdAt, values: {} }
  await asMia('record.create', { folderId, recordId, record })
  await asMia('record.edit', { folderId, recordId, changes: { title, note } })
  const { body } = await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}&kinds=records`)
  const written = body.entries.map(({ after }: { after: unknown }) => after)
  expect(written).toEqual(expect.arrayContaining([title, note]))
  // The other way: what stands in their own document.
  const name = newId('record')
  await asMia('user.rename', { userId: mia.userId, name })
  const documents = await storedDocuments(server, orbis.organizationId)
  expect(documents[`me/${mia.userId}`]?.[`user/${mia.userId}`]).toMatchObject({ name })
})
