import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, testClock, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let office: TestOrganization
beforeEach(async () => {
  server = await startTestServer({}, testClock('2026-05-30T08:00:00.000Z'))
  office = await foundTestOrganization(server)
})
afterEach(() => server.close())

const until = (iso: string) =>
  server.clock.forward({ seconds: (Date.parse(iso) - server.clock.now().getTime()) / 1_000 })
const documents = () => storedDocuments(server, office.organizationId)

it('[ROLE-8] a cancelled subscription ends with the month: told by mail, known to all, nothing written, one last invoice, and taken up again', async () => {
  const ben = await office.join('ben@orbis.test')
  await office.send(office.admin, 'billing.edit', {
    ...{ seatPrice: 3_100, billingName: 'Accounts', billingEmail: 'books@orbis.test' },
  })
  const cancel = { lastDay: '2026-05-31' }
  expect(await office.send(ben.client, 'billing.cancel', cancel)).toMatchObject({ code: 'not-allowed' })
  expect(await office.send(office.admin, 'billing.cancel', cancel)).toMatchObject({ status: 'accepted' })
  for (const [to, name] of [
    ['anna@orbis.test', 'Anna Berg'],
    ['books@orbis.test', 'Accounts'],
  ] as const) {
    const [mail] = (await server.mailsTo(to)).slice(-1)
    expect(mail?.subject).toBe('The subscription of Orbis on Handover ends on 31 May 2026')
    expect(mail?.text).toContain(`Hello ${name}, Anna Berg has cancelled`)
  }
  // Also to those who see nothing of the settings, so that their devices know it offline.
  expect((await documents()).about?.[`organization/${office.organizationId}`]).toMatchObject(cancel)

  const recordId = newId('record')
  const record = { title: 'A', portfolio: ben.portfolioId, createdAt: '2026-05-30T08:00:00.000Z', values: {} }
  const task = { folderId: office.tasksFolderId, recordId, record }
  expect(await office.send(ben.client, 'record.create', task)).toMatchObject({ status: 'accepted' })
  until('2026-05-31T22:00:00.000Z')
  const edit = { folderId: office.tasksFolderId, recordId, changes: { title: 'B' } }
  expect(await office.send(ben.client, 'record.edit', edit)).toMatchObject({ code: 'subscription-ended' })
  expect(
    await office.send(office.admin, 'workspace.edit', {
      workspaceId: office.workspaceId,
      name: 'Sold',
    }),
  ).toMatchObject({ code: 'subscription-ended' })

  until('2026-07-10T08:00:00.000Z')
  await server.daysClosed()
  const billing = (await documents()).billing ?? {}
  expect(Object.keys(billing).sort()).toEqual(['invoice/2026-05', 'seatMonth/2026-05'])
  expect(billing['invoice/2026-05']).toMatchObject({ total: 400 })
  expect(await office.send(office.admin, 'billing.resume', {})).toMatchObject({ status: 'accepted' })
  expect((await server.mailsTo('books@orbis.test')).at(-1)?.subject).toContain('goes on')
  expect(await office.send(ben.client, 'record.edit', edit)).toMatchObject({ status: 'accepted' })
  until('2026-08-01T08:00:00.000Z')
  await server.daysClosed()
  const july = (await documents()).billing?.['invoice/2026-07']
  expect(july).toMatchObject({ lines: [{ from: '2026-07-10', to: '2026-07-31', seatDays: 44 }] })
  const history = await server.store.read.selectFrom('history').select('words').execute()
  expect(history.map(({ words }) => words)).toEqual(
    expect.arrayContaining([
      'Cancel the subscription: it ends after 31 May 2026',
      'Go on with the subscription',
    ]),
  )
})

it('[ROLE-8] [REC-5] [LIFE-10] nothing goes by the clock while nobody can take it back, and its 30 days begin anew', async () => {
  const ben = await office.join('ben@orbis.test')
  const recordId = newId('record')
  const record = { title: 'A', portfolio: ben.portfolioId, createdAt: '2026-05-30T08:00:00.000Z', values: {} }
  const at = { folderId: office.tasksFolderId, recordId }
  const accepted = { status: 'accepted' }
  expect(await office.send(ben.client, 'record.create', { ...at, record })).toMatchObject(accepted)
  const deleted = (moment: string | null) => ({ ...at, changes: { deleted: moment } })
  const bin = deleted('2026-05-30T08:00:00.000Z')
  expect(await office.send(ben.client, 'record.edit', bin)).toMatchObject(accepted)
  await office.send(office.admin, 'user.deactivate', { userId: ben.userId })
  const change = { id: newId('command'), type: 'record.edit', madeAt: '2026-05-30T08:00:00.000Z' }
  const given = await ben.client.post('/api/quarantine/give', {
    ...{ organizationId: office.organizationId, userId: ben.userId },
    changes: [{ ...change, args: { ...at, changes: { title: 'B' } } }],
  })
  expect(given.status).toBe(200)
  expect(await office.send(office.admin, 'billing.cancel', { lastDay: '2026-05-31' })).toMatchObject(accepted)

  const left = async () => {
    await server.binsEmptied()
    await server.quarantineEmptied()
    const { store } = server
    const [bins, quarantine] = [store.read.selectFrom('binned_records'), store.read.selectFrom('quarantine')]
    return [(await bins.selectAll().execute()).length, (await quarantine.selectAll().execute()).length]
  }
  until('2026-07-10T08:00:00.000Z')
  expect(await left()).toEqual([1, 1])
  expect(await office.send(office.admin, 'billing.resume', {})).toMatchObject(accepted)
  expect(await left()).toEqual([1, 1])
  until('2026-08-09T07:00:00.000Z')
  expect(await left()).toEqual([1, 1])
  expect(await office.send(office.admin, 'record.edit', deleted(null))).toMatchObject(accepted)
  until('2026-08-09T09:00:00.000Z')
  expect(await left()).toEqual([0, 0])
})
