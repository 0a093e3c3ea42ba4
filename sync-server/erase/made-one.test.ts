import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { documentsFromRows, storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { codeOf, leftOnDisk } from './erase-world.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const send = (type: string, args: unknown) => orbis.send(orbis.admin, type, args)

it('[LIFE-6] [HAND-21] erasing takes their address from whom they were made one with, and what that person has of their own stays', async () => {
  const old = await orbis.join('zdenka@old.test')
  const young = await orbis.join('zdenka@orbis.test')
  const ids = { handoverId: newId('handover'), fromUserId: old.userId, toUserId: young.userId }
  const merged = await send('user.merge', { ...ids, role: 'member', homes: [], shown: null })
  expect(merged).toMatchObject({ status: 'accepted' })
  const invitationId = newId('invitation')
  const change = { handoverId: newId('handover'), invitationId, userId: young.userId }
  await send('switch.start', { ...change, email: 'zdenka@new.test', emailAgain: 'zdenka@new.test' })
  const client = await server.signIn('zdenka@new.test')
  await client.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
  const formerly = async () =>
    (await storedDocuments(server, orbis.organizationId)).organization?.[`user/${young.userId}`]
  expect(await formerly()).toMatchObject({ formerly: ['zdenka@old.test', 'zdenka@orbis.test'] })
  // So much happened since that nobody remembers under which number the history has the address.
  await server.store.write((tx) =>
    tx
      .insertInto('personal_values')
      .values({
        ...{ organization_id: orbis.organizationId, user_id: young.userId },
        ...{ number: 1_000, field: 'name', value: 'Quillfeather' },
      })
      .execute(),
  )
  expect(await send('user.erase', { userId: old.userId, unassign: false })).toMatchObject({
    status: 'accepted',
  })
  await server.jobsDone()
  expect(leftOnDisk(server, ['zdenka@old.test'])).toEqual([])
  expect(await formerly()).toMatchObject({ formerly: ['zdenka@orbis.test'], email: 'zdenka@new.test' })
  const documents = await storedDocuments(server, orbis.organizationId)
  expect(documents).toEqual(await documentsFromRows(server, orbis.organizationId))
  const { entries } = (await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}`)).body
  const words = entries.map((entry: { words: string }) => entry.words)
  expect(words).toContain('Invite zdenka@orbis.test')
  expect(codeOf(await send('handover.undo', { handoverId: ids.handoverId }))).toBe('source-erased')
})
