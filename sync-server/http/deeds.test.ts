import { afterAll, beforeAll, expect, it } from 'vitest'
import { editKey } from '../../shared/domain/model/record.ts'
import type { DeedsAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
let otto: Joined
const folderId = newId('folder')
const records = Array.from({ length: 12 }, () => newId('record'))

beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  otto = await orbis.join('otto@orbis.test')
  await orbis.send(orbis.admin, 'folder.create', {
    folderId,
    workspaceId: orbis.workspaceId,
    name: 'Deals',
    fields: [{ id: 'city', name: 'City', type: 'text' }],
    stage: null,
  })
  await write(null, () => undefined)
})
afterAll(() => server?.close())

/** Edits as the server keeps them when somebody's device sent them. */
async function write(
  by: string | null,
  set: (put: (id: string, field: string, value: unknown) => void) => void,
) {
  await server.store.write(async (tx, outcome) => {
    const published = await server.documents.writeContent(
      tx,
      orbis.organizationId,
      folderId,
      0,
      (made, edits) => {
        if (by === null)
          for (const id of records)
            made.set(id, {
              title: id,
              portfolio: otto.portfolioId,
              createdAt: server.clock.now().toISOString(),
              values: { city: 'Delft' },
            })
        set((id, field, value) => edits.set(editKey(id, field), value))
      },
      by,
    )
    outcome.onCommit(() => published.publish())
    outcome.onRollback(() => published.discard())
  })
}

const deeds = async (client = orbis.admin, userId = otto.userId) =>
  client.post('/api/deeds', { organizationId: orbis.organizationId, userId })

it('[LIFE-9] tells what somebody saved to files, deleted and changed in masses, and what others have changed since', async () => {
  // Before the 30 days.
  await write(otto.userId, (put) => records.forEach((id) => put(id, 'city', 'Long ago')))
  await orbis.send(otto.client, 'export.note', { what: 'records', folderId, count: 3 })
  server.clock.forward({ days: 31 })
  otto.client = await server.signIn('otto@orbis.test')
  orbis.admin = await server.signIn('anna@orbis.test')

  expect(
    await orbis.send(otto.client, 'export.note', { what: 'records', folderId, count: 12 }),
  ).toMatchObject({ status: 'accepted' })
  await write(otto.userId, (put) => records.slice(0, 2).forEach((id) => put(id, 'city', 'By hand')))
  server.clock.forward({ minutes: 2 })
  await write(otto.userId, (put) => records.slice(0, 8).forEach((id) => put(id, 'city', 'Nowhere')))
  server.clock.forward({ minutes: 2 })
  await write(otto.userId, (put) =>
    records.slice(8, 11).forEach((id) => put(id, 'deleted', server.clock.now().toISOString())),
  )
  server.clock.forward({ minutes: 2 })
  await write(orbis.userId, (put) => {
    put(records[0] ?? '', 'city', 'Gouda')
    put(records[8] ?? '', 'deleted', null)
  })

  const { status, body } = await deeds()
  const { exports, changes, more } = body as DeedsAnswer
  expect([status, more]).toEqual([200, false])
  expect(exports.map(({ words }) => words)).toEqual(['Save 12 records of Deals to a file'])
  expect(changes.map(({ field, records: own, changedSince }) => [field, own.length, changedSince])).toEqual([
    ['deleted', 2, 1],
    ['city', 7, 1],
  ])
  // What stood there before the first of their own changes in these days, also where they changed it twice.
  expect(new Set(changes[1]?.records.map(({ before }) => before))).toEqual(new Set(['Long ago']))
})

it('[LIFE-9] leaves out what was put back', async () => {
  await write(orbis.userId, (put) => records.slice(8, 11).forEach((id) => put(id, 'deleted', null)))
  const { changes } = (await deeds()).body as DeedsAnswer
  expect(changes.map(({ field }) => field)).toEqual(['city'])
})

it('[LIFE-9] tells it to nobody who may not block them and read the whole history', async () => {
  const una = await orbis.join('una@orbis.test', { role: 'user-admin' })
  expect((await deeds(una.client)).status).toBe(403)
  expect((await deeds(otto.client)).status).toBe(403)
  expect((await deeds(orbis.admin, orbis.userId)).status).toBe(403)
  expect((await deeds(orbis.admin, newId('user'))).status).toBe(404)
})

it('[LIFE-9] an export stands in the history, of who may export alone', async () => {
  const stranger = await orbis.join('zoe@orbis.test', { restrictions: ['no-export'] })
  expect(
    await orbis.send(stranger.client, 'export.note', { what: 'records', folderId, count: 1 }),
  ).toMatchObject({
    status: 'refused',
    code: 'not-allowed',
  })
  const { body } = await orbis.admin.get(
    `/api/history?${new URLSearchParams({ organizationId: orbis.organizationId, user: otto.userId, kinds: 'records' })}`,
  )
  expect(body.entries.filter((entry: { action: string }) => entry.action === 'export.note')).toHaveLength(2)
})
