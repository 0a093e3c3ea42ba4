import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

describe('[AUD-1] the history, filtered', () => {
  let server: TestServer
  let orbis: TestOrganization
  let ben: Joined
  const record = newId('record')
  let noon = ''

  const ask = (client: TestClient, query: string) =>
    client.get(`/api/history?organizationId=${orbis.organizationId}${query}`)
  const actions = async (query: string, client = orbis.admin) =>
    (await ask(client, query)).body.entries.map((entry: { action: string }) => entry.action)

  const write = (by: string, change: (records: Map<string, unknown>, edits: Map<string, unknown>) => void) =>
    server.store.write(async (tx, outcome) => {
      const published = await server.documents.writeContent(
        tx,
        orbis.organizationId,
        orbis.tasksFolderId,
        0,
        change as never,
        by,
      )
      outcome.onCommit(() => published.publish())
    })

  beforeAll(async () => {
    server = await startTestServer()
    orbis = await foundTestOrganization(server)
    ben = await orbis.join('ben@orbis.test')
    server.clock.forward({ minutes: 60 })
    noon = server.clock.now().toISOString()
    const createdAt = noon
    await write(ben.userId, (records) =>
      records.set(record, { title: 'Call', portfolio: ben.portfolioId, createdAt, values: {} }),
    )
    server.clock.forward({ minutes: 1 })
    await write(orbis.userId, (_records, edits) => edits.set(`${record}/title`, 'Call back'))
    await orbis.send(orbis.admin, 'workspace.create', {
      workspaceId: newId('workspace'),
      name: 'Service',
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    })
  })
  afterAll(() => server?.close())

  it('by kind, on the server, so that pages are full', async () => {
    expect(await actions('&kinds=records')).toEqual(['record.edit', 'record.create'])
    expect(await actions('&kinds=workspaces')).toEqual(['workspace.create'])
    expect(await actions('&kinds=people')).toEqual(['invitation.accept', 'user.invite'])
    expect(await actions('&kinds=billing,workspaces')).toEqual(['workspace.create', 'organization.found'])
    expect((await ask(orbis.admin, '&kinds=cats')).status).toBe(400)
  })

  it('by time: from a moment on, and up to before another', async () => {
    expect(await actions(`&until=${noon}`)).toEqual([
      'invitation.accept',
      'user.invite',
      'organization.found',
    ])
    expect(await actions(`&from=${noon}&kinds=records`)).toHaveLength(2)
    expect(await actions(`&from=${noon}&until=${noon}`)).toEqual([])
  })

  it('by person, whether it is about them or they did it', async () => {
    expect(await actions(`&user=${ben.userId}`)).toEqual([
      'record.create',
      'invitation.accept',
      'user.invite',
    ])
  })

  it('by record, also for an Agent who sees it, and page by page', async () => {
    const first = (await ask(ben.client, `&record=${record}&limit=1`)).body
    expect(first.entries).toMatchObject([
      { action: 'record.edit', actorName: 'Anna Berg', before: 'Call', after: 'Call back' },
    ])
    expect(await actions(`&record=${record}&limit=1&before=${first.next}`, ben.client)).toEqual([
      'record.create',
    ])
    // Everything else stays closed to Agents, and another workspace's records too.
    expect((await ask(ben.client, '')).status).toBe(403)
    expect((await ask(ben.client, `&record=${newId('record')}`)).status).toBe(403)
    await orbis.send(orbis.admin, 'membership.remove', {
      userId: ben.userId,
      workspaceId: orbis.workspaceId,
    })
    expect((await ask(ben.client, `&record=${record}`)).status).toBe(403)
  })
})
