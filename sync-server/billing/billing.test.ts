import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Invoice } from '../../shared/domain/model/invoice.ts'
import type { SeatMonth } from '../../shared/domain/model/seat-month.ts'
import { newId } from '../new-id.ts'
import { documentsFromRows, storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, testClock, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let office: TestOrganization
beforeEach(async () => {
  // A Saturday morning in Berlin; the night to Monday has an hour more.
  server = await startTestServer({}, testClock('2026-10-24T08:00:00.000Z'))
  office = await foundTestOrganization(server)
})
afterEach(() => server.close())

const until = (iso: string) =>
  server.clock.forward({ seconds: (Date.parse(iso) - server.clock.now().getTime()) / 1_000 })
const billing = async () => (await storedDocuments(server, office.organizationId)).billing ?? {}
const seatsOf = async (month: string) =>
  ((await billing())[`seatMonth/${month}`] as SeatMonth | undefined)?.days.map(({ day, seats }) => [
    day,
    seats,
  ])

describe('seats by day', () => {
  it('[BILL-1] counts who has one at the end of the organization’s day: who comes and goes within it costs nothing', async () => {
    const ben = await office.join('ben@orbis.test')
    until('2026-10-24T21:59:00.000Z')
    const eve = await office.join('eve@orbis.test')
    await office.send(office.admin, 'user.deactivate', { userId: ben.userId })
    await office.send(office.admin, 'user.block', { userId: eve.userId })
    // 23:30 in Berlin, as the clock was put back in the night: still the 25th.
    until('2026-10-25T22:30:00.000Z')
    await office.send(office.admin, 'user.invite', {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email: 'pending@orbis.test',
      role: 'member',
      workspaces: [],
    })
    const carl = await office.join('carl@orbis.test')
    until('2026-10-25T23:00:00.000Z')
    await office.send(office.admin, 'user.deactivate', { userId: carl.userId })
    await server.daysClosed()
    expect(await seatsOf('2026-10')).toEqual([
      ['2026-10-24', 2],
      ['2026-10-25', 3],
    ])
    until('2026-10-27T00:00:00.000Z')
    await server.daysClosed()
    expect((await seatsOf('2026-10'))?.at(-1)).toEqual(['2026-10-26', 2])
    expect(await storedDocuments(server, office.organizationId)).toEqual(
      await documentsFromRows(server, office.organizationId),
    )
  })

  it('[BILL-2] issues the invoice of a month that is over, as things were, and never touches it again', async () => {
    until('2026-10-29T09:00:00.000Z')
    await office.send(office.admin, 'billing.edit', { seatPrice: 3_100 })
    until('2026-11-03T09:00:00.000Z')
    await office.send(office.admin, 'organization.edit', { name: 'Orbis 2', currency: 'USD' })
    const invoice = (await billing())['invoice/2026-10'] as Invoice
    expect(invoice).toMatchObject({
      month: '2026-10',
      currency: 'EUR',
      organizationName: 'Orbis',
      lines: [
        { from: '2026-10-24', to: '2026-10-28', seatDays: 5, price: 1_200, amount: 194 },
        { from: '2026-10-29', to: '2026-10-31', seatDays: 3, price: 3_100, amount: 300 },
      ],
      total: 494,
    })
    until('2026-12-02T09:00:00.000Z')
    await server.daysClosed()
    const later = await billing()
    expect(later['invoice/2026-10']).toEqual(invoice)
    // The days before the change of currency have an invoice of their own.
    expect(Object.keys(later).filter((key) => key.startsWith('invoice/'))).toEqual([
      'invoice/2026-10',
      'invoice/2026-11',
      'invoice/2026-11-USD',
    ])
  })

  it('[BILL-1] begins with today for organizations from before seats were counted, and tells everybody their name', async () => {
    const { organizationId } = office
    await server.store.write(async (tx) => {
      await tx.deleteFrom('seat_clocks').execute()
      const key = `organization/${organizationId}`
      await server.documents.writeDirectory(tx, organizationId, [
        { document: 'about', key, value: undefined },
      ])
    })
    until('2026-10-26T12:00:00.000Z')
    await server.daysClosed()
    expect((await storedDocuments(server, organizationId)).about).toMatchObject({
      [`organization/${organizationId}`]: { name: 'Orbis', currency: 'EUR' },
    })
    until('2026-10-27T12:00:00.000Z')
    await server.daysClosed()
    expect(await seatsOf('2026-10')).toEqual([['2026-10-26', 1]])
  })
})

it('[BILL-3] refuses an acceptance above the limit, with what to do, and lets in when it is raised', async () => {
  await office.send(office.admin, 'organization.limit-seats', { limit: 1 })
  await expect(office.join('ben@orbis.test')).rejects.toThrow(
    'The only seat is taken. An Admin can raise the limit',
  )
  await office.send(office.admin, 'organization.limit-seats', { limit: 2 })
  const ben = await server.signIn('ben@orbis.test')
  const [invitation] = (await ben.get('/api/me')).body.invitations
  const accepted = await ben.post('/api/invitations/accept', {
    id: invitation.id,
    commandId: newId('command'),
  })
  expect(accepted.status).toBe(200)
})
