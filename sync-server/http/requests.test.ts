import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ownOf, RECORDS_MAP } from '../../shared/domain/documents/document-name.ts'
import { leftOnDisk } from '../erase/erase-world.ts'
import { newId } from '../new-id.ts'
import { storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let carla: Joined
let max: Joined
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  carla = await orbis.join('carla@orbis.test')
  max = await orbis.join('max@orbis.test', { level: 'manager' })
})
afterEach(() => server.close())

const folderId = newId('folder')
const wanted = () => ({
  type: 'folder.create',
  args: { folderId, workspaceId: orbis.workspaceId, name: 'Fairs', fields: [], stage: null },
})
const ask = (requestId: string, command: object = wanted(), by = carla) =>
  orbis.send(by.client, 'request.make', { requestId, command })
const documentOf = async (userId: string, requestId: string) =>
  (await storedDocuments(server, orbis.organizationId))[`me/${userId}`]?.[`request/${requestId}`]

describe('[ROLE-15] a request', () => {
  it('reaches those who may and nobody else, and becomes the change in the name of who says yes', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const requestId = newId('request')
    expect(await ask(requestId)).toMatchObject({ status: 'accepted' })
    expect(await documentOf(max.userId, requestId)).toMatchObject({ state: 'open', by: carla.userId })
    // The asker is not told who may, whom they may not see.
    expect(await documentOf(carla.userId, requestId)).toMatchObject({ state: 'open', to: [] })
    expect(await documentOf(ben.userId, requestId)).toBeUndefined()
    const [mail] = (await server.mailsTo('max@orbis.test')).slice(-1)
    expect(mail).toMatchObject({ subject: 'carla asks you for something in Orbis' })
    expect(mail?.text).toContain('Fairs')

    const confirm = { requestId, by: carla.userId, command: wanted() }
    expect(await orbis.send(ben.client, 'request.confirm', confirm)).toMatchObject({ code: 'not-asked' })
    expect(await orbis.send(max.client, 'request.confirm', confirm)).toMatchObject({ status: 'accepted' })
    expect((await server.mailsTo('carla@orbis.test')).at(-1)?.subject).toBe(
      'max said yes to what you asked for',
    )
    const { body } = await orbis.admin.get(
      `/api/history?organizationId=${orbis.organizationId}&handover=${requestId}`,
    )
    expect(body.entries).toMatchObject([
      { actorUserId: max.userId, action: 'request.confirm', cause: requestId },
      { actorUserId: carla.userId, action: 'request.make' },
    ])
    expect(body.entries[0].words).toContain('as carla asked')
    expect(JSON.stringify(body.entries[1].after)).not.toContain('Fairs')
    const folder = await server.store.read
      .selectFrom('folders')
      .select('name')
      .where('folder_id', '=', folderId)
      .execute()
    expect(folder).toEqual([{ name: 'Fairs' }])
    expect(await documentOf(carla.userId, requestId)).toMatchObject({
      state: 'confirmed',
      answeredBy: max.userId,
    })
  })

  it('goes to nobody’s mailbox who does not want it, and is gone with the person it names', async () => {
    await orbis.send(max.client, 'user.set-mails', { muted: ['request-made'] })
    const requestId = newId('request')
    const invite = {
      type: 'user.invite',
      args: {
        ...{ userId: newId('user'), invitationId: newId('invitation'), email: 'quentin@secret.test' },
        ...{ name: 'Quentin Secret', role: 'member' },
        workspaces: [
          {
            workspaceId: orbis.workspaceId,
            level: 'agent',
            restrictions: [],
            portfolioId: newId('portfolio'),
          },
        ],
      },
    }
    expect(await ask(requestId, invite)).toMatchObject({ status: 'accepted' })
    expect((await server.mailsTo('max@orbis.test')).map(({ subject }) => subject)).not.toContain(
      'carla asks you for something in Orbis',
    )
    const quentin = await orbis.join('quentin@secret.test')
    for (const { userId } of [quentin, carla]) {
      await orbis.send(orbis.admin, 'user.deactivate', { userId })
      await orbis.send(orbis.admin, 'user.erase', { userId, unassign: true })
    }
    expect(await server.store.read.selectFrom('requests').selectAll().execute()).toEqual([])
    expect(await documentOf(orbis.userId, requestId)).toBeUndefined()
    await server.jobsDone()
    expect(leftOnDisk(server, ['quentin@secret.test', 'carla@orbis.test'])).toEqual([])
  })

  it('for a record reaches those who see it; the yes is to what they saw, and no mail and no history tells what it says', async () => {
    const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
    const recordId = newId('record')
    const record = {
      ...{ title: 'Secret Ltd', portfolio: max.portfolioId, createdAt: '2026-03-02T09:00:00.000Z' },
      values: {},
    }
    await orbis.send(max.client, 'folder.create', { ...wanted().args })
    expect(await orbis.send(max.client, 'record.create', { folderId, recordId, record })).toMatchObject({
      status: 'accepted',
    })
    const give = {
      type: 'record.edit',
      args: { folderId, recordId, changes: { portfolio: carla.portfolioId, title: 'Hidden Inc' } },
    }
    const requestId = newId('request')
    expect(await ask(requestId, give)).toMatchObject({ status: 'accepted' })
    expect(await documentOf(max.userId, requestId)).toMatchObject({ state: 'open', command: give })
    expect(await documentOf(una.userId, requestId)).toBeUndefined()
    const documents = await storedDocuments(server, orbis.organizationId)
    expect(documents['organization']?.[`request/${requestId}`]).toBeUndefined()
    const mail = (await server.mailsTo('max@orbis.test')).at(-1)
    expect(mail?.text).toContain('Give a record in Fairs to')
    expect(mail?.text).not.toMatch(/Secret|Hidden/)

    const yes = (shown: object) =>
      orbis.send(max.client, 'request.confirm', { requestId, by: carla.userId, command: give, shown })
    const seen = { title: 'Secret Ltd', portfolio: max.portfolioId, deleted: null }
    await orbis.send(orbis.admin, 'record.edit', { folderId, recordId, changes: { title: 'Other' } })
    expect(await yes(seen)).toMatchObject({ code: 'changed-meanwhile' })
    expect(await yes({ ...seen, title: 'Other' })).toMatchObject({ status: 'accepted' })
    expect(await yes({ ...seen, title: 'Other' })).toMatchObject({ code: 'not-waiting' })
    const history = await orbis.admin.get(
      `/api/history?organizationId=${orbis.organizationId}&record=${recordId}`,
    )
    const asAsked = history.body.entries.filter(({ cause }: { cause: string }) => cause === requestId)
    expect(asAsked.map(({ words }: { words: string }) => words).sort()).toEqual([
      'Edit portfolio',
      'Edit title',
    ])
    expect(asAsked).toMatchObject([{ actorUserId: max.userId }, { actorUserId: max.userId }])
    const told = await una.client.get(`/api/history?organizationId=${orbis.organizationId}`)
    expect(JSON.stringify(told.body.entries)).toContain('as carla asked')
    expect(JSON.stringify(told.body.entries)).not.toMatch(/Secret|Hidden/)
  })

  it('[ROLE-10] names a record to who reads a copy of their own as they know it, and to who is asked as it is', async () => {
    const recordId = newId('record')
    const record = {
      ...{ title: 'Carla’s', portfolio: carla.portfolioId, createdAt: '2026-03-02T09:00:00.000Z' },
      values: {},
    }
    await orbis.send(max.client, 'folder.create', { ...wanted().args })
    await orbis.send(max.client, 'record.create', { folderId, recordId, record })
    const { workspaceId } = orbis
    const restrictions = ['masked-contacts', 'no-delete']
    const place = { workspaceId, level: 'agent', restrictions, portfolioId: newId('portfolio') }
    expect(await orbis.send(max.client, 'membership.set', { userId: carla.userId, place })).toMatchObject({
      status: 'accepted',
    })
    await server.documents.writeOwnCopies()
    const own = new Y.Doc()
    const copy = ownOf(carla.userId, folderId, 0)
    const { missing } = await server.documents.missingFrom(
      orbis.organizationId,
      copy,
      Y.encodeStateVector(own),
    )
    Y.applyUpdate(own, missing)
    const [known = ''] = own.getMap(RECORDS_MAP).keys()
    expect(known).toMatch(/^rec_/)
    expect(known).not.toBe(recordId)
    const bin = (id: string) => ({
      type: 'record.edit',
      args: { folderId, recordId: id, changes: { deleted: '2026-03-03T09:00:00.000Z' } },
    })
    const requestId = newId('request')
    expect(await ask(requestId, bin(known))).toMatchObject({ status: 'accepted' })
    expect(JSON.stringify(await documentOf(max.userId, requestId))).toContain(recordId)
    const theirs = JSON.stringify(await documentOf(carla.userId, requestId))
    expect(theirs).toContain(known)
    expect(theirs).not.toContain(recordId)
    // A guessed id is that of no record.
    expect(await ask(newId('request'), bin(recordId))).toMatchObject({ status: 'refused' })
  })
})
