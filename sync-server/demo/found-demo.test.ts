import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import { toHandover } from '../store/rows/handover.ts'
import { documentsFromRows, storedDocuments } from '../testing/directory-documents.ts'
import type { TestAnswer, TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let visitor: TestClient
let organizationId: string

beforeAll(async () => {
  server = await startTestServer()
  visitor = await server.signIn('visitor@orbis.test')
  const answer = await visitor.post('/api/demo', {})
  expect(answer.status).toBe(200)
  organizationId = answer.body.organizationId
})
afterAll(() => server.close())

describe('the demo organization', () => {
  it('has the visitor as Admin and account owner', async () => {
    expect((await visitor.get('/api/me')).body.organizations).toMatchObject([
      { organizationId, name: 'Harbour Supply (demo)', state: 'active' },
    ])
  })

  it('counts 5,000 records and 300 tasks, all in portfolios that exist', async () => {
    const counts = await server.store.read
      .selectFrom('item_counts')
      .innerJoin('folders', 'folders.folder_id', 'item_counts.folder_id')
      .innerJoin('portfolios', 'portfolios.portfolio_id', 'item_counts.portfolio_id')
      .select(['folders.kind', 'item_counts.all_items'])
      .where('item_counts.organization_id', '=', organizationId)
      .where('folders.name', '<>', 'Employees')
      .execute()
    const sum = (kind: string) =>
      counts.filter((row) => row.kind === kind).reduce((all, row) => all + row.all_items, 0)
    expect([sum('records'), sum('tasks')]).toEqual([5000, 300])
  })

  it('[USR-5] has an Employee record for everybody who is there', async () => {
    await server.jobsDone()
    const rows = await server.store.read
      .selectFrom('employee_records')
      .innerJoin('users', 'users.user_id', 'employee_records.user_id')
      .select(['users.name', 'users.state'])
      .where('employee_records.organization_id', '=', organizationId)
      .execute()
    expect(rows.map(({ state }) => state)).not.toContain('deactivated')
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['visitor', 'Anna Lindqvist']))
  })

  it('shows in its documents exactly what its rows say', async () => {
    expect(await storedDocuments(server, organizationId)).toEqual(
      await documentsFromRows(server, organizationId),
    )
  })

  it('[HAND-16] has a finished handover with its report, of somebody who left', async () => {
    const rows = await server.store.read.selectFrom('handovers').selectAll().execute()
    const handover = rows.map(toHandover)[0]
    if (handover?.kind !== 'handover') throw new Error('no handover')
    expect(handover.state).toBe('done')
    expect(handover.report?.moved.reduce((all, count) => all + count.all, 0)).toBeGreaterThan(50)
    const leaver = await server.store.read
      .selectFrom('users')
      .selectAll()
      .where('user_id', '=', handover.plan.from)
      .executeTakeFirstOrThrow()
    expect([leaver.name, leaver.state]).toEqual(['Farid Rahmani', 'deactivated'])
    expect(leaver.left_at).toBe(handover.doneAt)
    const answer = await visitor.post('/api/handovers/preview', {
      organizationId,
      portfolioIds: handover.plan.moves.map((move) => move.portfolioId),
    })
    const moved = handover.report?.moved.map(({ folderId, all, open }) => ({ folderId, all, open }))
    expect(answer.body.counts.map(({ folderId, all, open }: ItemCount) => ({ folderId, all, open }))).toEqual(
      expect.arrayContaining(moved ?? []),
    )
  })

  it('lets one sign in as its people, through the outbox', async () => {
    const benedikt = await server.signIn('benedikt.okafor@harbour-supply.example')
    const me = (await benedikt.get('/api/me')).body
    expect(me.organizations).toMatchObject([{ organizationId, state: 'active' }])
    const page = (await server.browser().get('/outbox')).body as string
    expect(page).toContain('not sent: example address')
  })

  it('[AUD-1] tells its history to those who may see it, a page at a time', async () => {
    const all: { id: string; at: string; action: string; words: string }[] = []
    let before: string | null = null
    do {
      const page: TestAnswer = await visitor.get(
        `/api/history?organizationId=${organizationId}${before ? `&before=${encodeURIComponent(before)}` : ''}`,
      )
      expect(page.status).toBe(200)
      expect(page.body.entries.length).toBeLessThanOrEqual(50)
      all.push(...page.body.entries)
      before = page.body.next
    } while (before !== null)
    expect(all.map((entry) => entry.at)).toEqual(
      all
        .map((entry) => entry.at)
        .toSorted()
        .toReversed(),
    )
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length)
    // Not a line for each of 5,000 records that nobody typed.
    expect(all).toHaveLength(23)
    expect(all.filter((entry) => entry.action === 'user.invite')).toHaveLength(20)
    expect(all.map((entry) => entry.words)).toContain(
      'Hand over Farid Rahmani’s items to Chiara Romano, deactivate Farid Rahmani',
    )
    expect(all.at(-1)?.words).toBe('Found Harbour Supply (demo)')
  })

  it('can be founded again and again, and by one of its own people', async () => {
    const benedikt = await server.signIn('benedikt.okafor@harbour-supply.example')
    for (const client of [visitor, benedikt]) {
      const answer = await client.post('/api/demo', {})
      expect([answer.status, answer.body]).toEqual([
        200,
        expect.objectContaining({ userId: expect.any(String) }),
      ])
    }
    expect((await visitor.get('/api/me')).body.organizations).toHaveLength(2)
  })
})
