import { afterAll, beforeAll, expect, it } from 'vitest'
import { SMALL_PHOTO } from '../../tests/harness/small-photo.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization

beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterAll(() => server?.close())

it('[USR-7] a photo is served to members alone, as a picture and nothing else, until it is replaced twice', async () => {
  const ben = await orbis.join('ben@orbis.test')
  const set = async (photo: { id: string; image?: string } | null) => {
    const answer = await orbis.send(ben.client, 'user.set-photo', { userId: ben.userId, photo })
    expect(answer.status).toBe('accepted')
  }
  const [first, second, third] = [newId('photo'), newId('photo'), newId('photo')]
  const path = (id: string) => `/api/photos/${orbis.organizationId}/${id}`
  await set({ id: first, image: SMALL_PHOTO })
  const seen = await orbis.admin.get(path(first))
  expect(seen.status).toBe(200)
  expect(seen.headers.get('content-type')).toBe('image/jpeg')
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
  // Whoever may not see it any more does not see it in a cache either.
  expect(seen.headers.get('cache-control')).toBe('private, no-cache')
  const again = { 'if-none-match': seen.headers.get('etag') ?? '' }
  expect((await orbis.admin.get(path(first), again)).status).toBe(304)
  const stranger = await server.signIn('eve@else.test')
  expect((await stranger.get(path(first))).status).toBe(403)
  expect((await server.browser().get(path(first))).status).toBe(401)
  const other = await foundTestOrganization(server, 'zoe@harbour.test')
  expect((await other.admin.get(`/api/photos/${other.organizationId}/${first}`)).status).toBe(404)

  await set({ id: second, image: SMALL_PHOTO })
  expect((await orbis.admin.get(path(first))).status).toBe(200)
  await set({ id: third, image: SMALL_PHOTO })
  expect((await orbis.admin.get(path(first))).status).toBe(404)
  expect((await orbis.admin.get(path(second))).status).toBe(200)
})

it('[USR-7] a mail that somebody does without is not sent; the one about their access is', async () => {
  const carl = await orbis.join('carl@orbis.test')
  const dora = await orbis.join('dora@orbis.test')
  const give = async (from: string, to: string, portfolioId: string) =>
    orbis.send(orbis.admin, 'handover.start', {
      handoverId: newId('handover'),
      plan: {
        ...{ from, to, shown: null, afterwards: 'stay', access: [] },
        moves: [{ portfolioId, expectedHolder: from }],
        newHomes: [{ workspaceId: orbis.workspaceId, portfolioId: newId('portfolio') }],
      },
    })
  await orbis.send(carl.client, 'user.set-mails', { muted: ['handover-received'] })
  const quiet = (await server.mailsTo('carl@orbis.test')).length
  expect((await give(dora.userId, carl.userId, dora.portfolioId)).status).toBe('accepted')
  await server.jobsDone()
  expect(await server.mailsTo('carl@orbis.test')).toHaveLength(quiet)
  await orbis.send(orbis.admin, 'user.deactivate', { userId: carl.userId })
  await server.jobsDone()
  expect(await server.mailsTo('carl@orbis.test')).toHaveLength(quiet + 1)
})
