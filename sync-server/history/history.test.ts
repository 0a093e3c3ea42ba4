import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const history = (client: TestClient, query = '') =>
  client.get(`/api/history?organizationId=${orbis.organizationId}${query}`)
const words = async (client: TestClient, query = '') =>
  (await history(client, query)).body.entries.map((entry: { words: string }) => entry.words)

describe('[AUD-1] the history', () => {
  it('says who did what, newest first, with before and after', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await orbis.send(orbis.admin, 'user.rename', { userId: ben.userId, name: 'Benjamin' })
    const { entries } = (await history(orbis.admin)).body
    expect(entries.map((entry: { words: string }) => entry.words)).toEqual([
      expect.stringContaining('ben'),
      'Accept the invitation to ben@orbis.test',
      'Invite ben@orbis.test',
      'Found Orbis',
    ])
    expect(entries[0]).toMatchObject({
      action: 'user.rename',
      actorUserId: orbis.userId,
      actorName: 'Anna Berg',
      subjects: [ben.userId],
      before: { [`user/${ben.userId}`]: { name: 'ben' } },
      after: { [`user/${ben.userId}`]: { name: 'Benjamin' } },
    })
    expect(entries[1]).toMatchObject({ actorUserId: ben.userId })
  })

  it('is asked for by person and by handover', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const carla = await orbis.join('carla@orbis.test')
    const handoverId = newId('handover')
    await orbis.send(orbis.admin, 'handover.start', {
      handoverId,
      plan: {
        from: ben.userId,
        to: carla.userId,
        moves: [{ portfolioId: ben.portfolioId, expectedHolder: ben.userId }],
        shown: null,
        afterwards: 'block',
        newHomes: [],
        access: [],
      },
    })
    expect(await words(orbis.admin, `&handover=${handoverId}`)).toEqual([
      'Hand over ben’s items to carla, block ben',
    ])
    expect(await words(orbis.admin, `&user=${ben.userId}`)).toHaveLength(3)
    expect(await words(orbis.admin, `&user=${carla.userId}`)).toHaveLength(3)
    const [entry] = (await history(orbis.admin, `&handover=${handoverId}`)).body.entries
    expect(entry.cause).toBe(handoverId)
  })

  it('[LIFE-6] gives nobody a personal value for a text that looks like what stands for one', async () => {
    const ben = await orbis.join('ben@orbis.test', { level: 'manager' })
    const changes = { phone: '+49 30 555 01', postalAddress: '7 Quill Lane' }
    await orbis.send(orbis.admin, 'user.edit', { userId: orbis.userId, changes })
    const { workspaceId } = orbis
    for (const number of [1, 2, 3, 4, 5]) {
      const forged = `⟦${orbis.userId} ${number}⟧`
      const folderId = newId('folder')
      const sent = [
        await orbis.send(ben.client, 'folder.create', {
          ...{ folderId, workspaceId, name: 'Deals', stage: null },
          fields: [{ id: 'source', name: forged, type: 'text', archived: false }],
        }),
        await orbis.send(ben.client, 'folder.edit', { folderId, name: forged }),
        await orbis.send(ben.client, 'folder.edit', { folderId, name: 'Deals' }),
        await orbis.send(ben.client, 'portfolio.create', {
          ...{ portfolioId: newId('portfolio'), workspaceId, label: forged },
        }),
      ]
      expect(sent.filter(({ status }) => status !== 'accepted')).toEqual([])
    }
    const seen = JSON.stringify((await history(ben.client)).body.entries)
    expect(seen).not.toContain(changes.phone)
    expect(seen).not.toContain(changes.postalAddress)
  })

  it('shows a workspace Manager what concerns that workspace only', async () => {
    const ben = await orbis.join('ben@orbis.test', { level: 'manager' })
    const service = newId('workspace')
    await orbis.send(orbis.admin, 'workspace.create', {
      workspaceId: service,
      name: 'Service',
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    })
    const seen = (await history(ben.client)).body.entries
    expect(JSON.stringify(seen)).not.toContain(service)
    expect(seen.map((entry: { action: string }) => entry.action)).toEqual([
      'user.invite',
      'organization.found',
    ])
    expect(JSON.stringify(seen)).not.toContain('seatPrice')
  })

  it('[ROLE-7] shows a Billing Admin what concerns billing and the organization, and nothing of people', async () => {
    const bill = await orbis.join('bill@orbis.test', { role: 'billing-admin', level: 'agent' })
    await orbis.join('carla@orbis.test')
    await orbis.send(bill.client, 'billing.edit', { seatPrice: 900 })
    const seen = (await history(bill.client)).body.entries
    expect(seen.map((entry: { action: string }) => entry.action)).toEqual([
      'billing.edit',
      'organization.found',
    ])
    expect(JSON.stringify(seen)).toContain('"seatPrice":900')
    expect(seen.flatMap((entry: { after: object }) => Object.keys(entry.after))).toEqual([
      `organization/${orbis.organizationId}`,
      `organization/${orbis.organizationId}`,
    ])
  })

  it('is refused to Agents and to strangers', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const agent = await history(ben.client)
    expect([agent.status, agent.body.code]).toEqual([403, 'not-allowed'])
    const eve = await history(await server.signIn('eve@orbis.test'))
    expect([eve.status, eve.body.code]).toEqual([403, 'not-in-organization'])
  })
})
