import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FORGOTTEN, meOf, ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import { wholeRow } from '../../shared/domain/documents/stored-row.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let carla: Joined
let max: Joined
const folderId = newId('folder')
let story = 0
beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  await asAdmin('folder.create', {
    folderId,
    workspaceId: orbis.workspaceId,
    name: 'Deals',
    fields: [],
    stage: null,
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  story++
  carla = await orbis.join(`carla${story}@orbis.test`)
  max = await orbis.join(`max${story}@orbis.test`, { level: 'manager' })
})

const asAdmin = async (type: string, args: object) =>
  expect(await orbis.send(orbis.admin, type, args)).toMatchObject({ status: 'accepted' })
const place = (level: string, restrictions: string[] = []) => ({
  ...{ workspaceId: orbis.workspaceId, level, restrictions, portfolioId: newId('portfolio') },
})
const setPlace = (who: Joined, level: string, ...restrictions: string[]) =>
  asAdmin('membership.set', { userId: who.userId, place: place(level, restrictions) })
const putOut = (who: Joined) =>
  asAdmin('membership.remove', { userId: who.userId, workspaceId: orbis.workspaceId })

/** Carla asks for a record of Max's, under another name. */
async function ask(owner = max) {
  const [recordId, requestId] = [newId('record'), newId('request')]
  const createdAt = '2026-03-02T09:00:00.000Z'
  const record = { title: 'Secret Ltd', portfolio: owner.portfolioId, createdAt, values: {} }
  await asAdmin('record.create', { folderId, recordId, record })
  const changes = { title: 'Hidden Inc', portfolio: orbis.portfolioId }
  const command = { type: 'record.edit', args: { folderId, recordId, changes } }
  expect(await orbis.send(carla.client, 'request.make', { requestId, command })).toMatchObject({
    status: 'accepted',
  })
  return { requestId, recordId }
}

/** Somebody's own document as a device keeps it: it takes what is new each time it is asked. */
function device({ userId }: { userId: string }) {
  const doc = new Y.Doc()
  return async () => {
    const state = Y.encodeStateVector(doc)
    const { missing } = await server.documents.missingFrom(orbis.organizationId, meOf(userId), state)
    Y.applyUpdate(doc, missing)
    const rows = doc.getMap<unknown>(ROWS_MAP)
    return {
      bytes: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1'),
      request: (id: string) => {
        const key = `request/${id}`
        return rows.has(key) ? wholeRow(meOf(userId), key, rows.get(key)) : undefined
      },
      mark: rows.get(FORGOTTEN),
    }
  }
}

const losses: Record<string, (who: Joined) => Promise<unknown>> = {
  'put out of the workspace': putOut,
  'made an Agent': (who) => setPlace(who, 'agent'),
  'restricted to their own items': (who) => setPlace(who, 'agent', 'own-items-only'),
  'without contact details': (who) => setPlace(who, 'agent', 'masked-contacts'),
}
for (const [how, lose] of Object.entries(losses))
  it(`[ROLE-10] who was asked and is ${how} has nothing of the request on their device: not a byte`, async () => {
    const read = device(max)
    const { requestId, recordId } = await ask()
    const answered = await ask()
    const no = { requestId: answered.requestId, word: '' }
    expect(await orbis.send(max.client, 'request.decline', no)).toMatchObject({ status: 'accepted' })
    const before = await read()
    for (const value of ['Hidden Inc', recordId, answered.recordId]) expect(before.bytes).toContain(value)
    await lose(max)
    const after = await read()
    for (const value of ['Hidden Inc', recordId, answered.recordId]) expect(after.bytes).not.toContain(value)
    // The device's log has what was said before: the mark has it folded.
    expect(after.mark).not.toEqual(before.mark)
    const admins = await device(orbis)()
    expect(admins.request(requestId)).toMatchObject({ state: 'open' })
    expect(admins.bytes).toContain('Hidden Inc')
  })

it('[ROLE-10] who was asked as an Admin and is none any more has nothing of the request on their device', async () => {
  const eve = await orbis.join('eve@orbis.test', { role: 'admin' })
  await putOut(eve)
  const read = device(eve)
  await ask()
  expect((await read()).bytes).toContain('Hidden Inc')
  await asAdmin('user.set-role', { userId: eve.userId, role: 'user-admin' })
  expect((await read()).bytes).not.toContain('Hidden Inc')
})

it('[ROLE-10] who asked and sees the record no more is told that it has ended, and keeps nothing of what it was', async () => {
  for (const lose of [() => setPlace(carla, 'agent', 'own-items-only'), () => putOut(carla)]) {
    await setPlace(carla, 'agent')
    const read = device(carla)
    const { requestId, recordId } = await ask()
    expect((await read()).bytes).toContain('Hidden Inc')
    await lose()
    const after = await read()
    for (const value of ['Hidden Inc', recordId]) expect(after.bytes).not.toContain(value)
    expect(after.request(requestId)).toMatchObject({ state: 'void', command: { args: null } })
    expect((await device(max)()).request(requestId)).toBeUndefined()
  }
})

it('[ROLE-10] who asked and is without contact details now knows the record by another id, in what they asked too', async () => {
  const read = device(carla)
  const { requestId, recordId } = await ask()
  expect((await read()).bytes).toContain(recordId)
  await setPlace(carla, 'agent', 'masked-contacts')
  const after = await read()
  expect(after.bytes).not.toContain(recordId)
  expect(after.request(requestId)).toMatchObject({ state: 'open', command: { args: { folderId } } })
})

it('[ROLE-10] an invitation that one was asked for goes too, with name and address, and reaches whoever may by now', async () => {
  await asAdmin('organization.edit', { ownersAddSeats: true })
  const requestId = newId('request')
  const ids = { userId: newId('user'), invitationId: newId('invitation') }
  const command = {
    type: 'user.invite',
    args: { ...ids, email: 'q@secret.test', name: 'Quentin', role: 'member', workspaces: [place('agent')] },
  }
  const made = await orbis.send(carla.client, 'request.make', { requestId, command })
  expect(made).toMatchObject({ status: 'accepted' })
  const read = device(max)
  expect((await read()).bytes).toContain('q@secret.test')
  // As if the Admin had come later.
  await server.store.write((tx) =>
    tx
      .updateTable('requests')
      .set({ to_user_ids: JSON.stringify([max.userId]) })
      .where('request_id', '=', requestId)
      .execute(),
  )
  await setPlace(max, 'agent')
  const { bytes } = await read()
  for (const value of ['q@secret.test', 'Quentin']) expect(bytes).not.toContain(value)
  expect((await device(orbis)()).request(requestId)).toMatchObject({
    state: 'open',
    to: expect.arrayContaining([orbis.userId]),
  })
  const subjects = (await server.mailsTo('anna@orbis.test')).map(({ subject }) => subject)
  expect(subjects.filter((one) => one.startsWith(`carla${story} asks you`))).toHaveLength(2)
})
