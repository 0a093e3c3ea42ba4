import { expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { comingInvoice } from '../billing/invoices.ts'
import { clockAt, endedDays } from '../billing/close-days.ts'

/** Founded on 2 March 2026, in Berlin. */
const office = () =>
  new World({
    ada: { role: 'admin' },
    eve: { role: 'admin' },
    bill: { role: 'billing-admin' },
    una: { role: 'user-admin' },
    anna: { levels: { sales: 'owner' } },
  })
const END = { lastDay: '2026-03-31' }
const organization = (world: World) => world.directory.all('organization')[0]
const folder = (world: World) => ({
  ...{ folderId: world.newId('fld'), workspaceId: world.workspace('sales'), name: 'Deals' },
  ...{ fields: [], stage: null },
})

it('[ROLE-8] only an Admin cancels the subscription, or goes on with it; others may ask', () => {
  const world = office()
  for (const who of ['bill', 'una', 'anna']) {
    expect(outcome(world.do(who, 'billing.cancel', END))).toBe('not-allowed')
    expect(outcome(world.do(who, 'billing.resume', {}))).toBe('not-allowed')
  }
  const requestId = idOf('req', 'cancel')
  world.must('bill', 'request.make', { requestId, command: { type: 'billing.cancel', args: END } })
  expect(world.directory.tables.request.get(requestId)?.to.sort()).toEqual(
    ['ada', 'eve'].map(world.user).sort(),
  )
})

it('[ROLE-8] ends with the month it was shown for, in the organization’s time zone, and tells Admins and who gets the invoices', () => {
  const world = office()
  // 23:30 in Berlin, and April an hour later.
  world.now = '2026-03-31T21:30:00.000Z'
  world.must('bill', 'billing.edit', { billingEmail: 'books@acme.example' })
  expect(outcome(world.do('ada', 'billing.cancel', { lastDay: '2026-04-30' }))).toBe('other-month')
  const mails = (mail: string) => [
    ...['ada', 'eve'].map((name) => ({
      ...{ effect: 'mail', mail, userId: world.user(name), aboutUserId: world.user('ada') },
    })),
    {
      ...{ effect: 'mail', mail, userId: world.user('ada'), address: 'books@acme.example' },
      aboutUserId: world.user('ada'),
    },
  ]
  expect(world.must('ada', 'billing.cancel', END).changes.slice(1)).toEqual(mails('subscription-cancelled'))
  expect(outcome(world.do('eve', 'billing.cancel', END))).toBe('cancelled-already')
  // Until then everything works, and it can be kept.
  expect(outcome(world.do('anna', 'folder.create', folder(world)))).toBe('accepted')
  world.must('bill', 'billing.edit', { billingEmail: 'EVE@example.com' })
  expect(world.must('eve', 'billing.resume', {}).changes.slice(1)).toHaveLength(2)
  expect(organization(world)).not.toHaveProperty('cancellation')
  expect(outcome(world.do('ada', 'billing.resume', {}))).toBe('not-cancelled')
  world.now = '2026-03-31T22:30:00.000Z'
  expect(outcome(world.do('ada', 'billing.cancel', END))).toBe('other-month')
})

it('[ROLE-8] afterwards nothing is changed by anybody, but access and data can be taken away, and it can be taken up again', () => {
  const world = office()
  world.now = '2026-03-30T09:00:00.000Z'
  world.add('ada', 'ben', { pending: true })
  world.must('ada', 'billing.cancel', END)
  world.now = '2026-03-31T21:59:00.000Z'
  expect(outcome(world.do('anna', 'folder.create', folder(world)))).toBe('accepted')
  world.now = '2026-03-31T22:00:00.000Z'
  const refused = world.do('anna', 'folder.create', folder(world))
  expect(refused).toMatchObject({ code: 'subscription-ended' })
  expect(refused).toMatchObject({
    message: expect.stringMatching(
      /ended on 31 March 2026.*An Admin can take it up again on the Billing page/,
    ),
  })
  for (const [type, args] of [
    ['user.invite', world.inviteArgs('new')],
    ['workspace.edit', { workspaceId: world.workspace('sales'), name: 'Sold' }],
    ['user.rename', { userId: world.user('ada'), name: 'Ada A' }],
    ['organization.edit', { name: 'Acme 2' }],
  ] as const)
    expect(outcome(world.do('ada', type, args)), type).toBe('subscription-ended')
  expect(outcome(world.accept('ben', idOf('inv', 'ben')))).toBe('subscription-ended')
  const ask = { requestId: idOf('req', 'one'), command: { type: 'folder.create', args: folder(world) } }
  expect(outcome(world.do('una', 'request.make', ask))).toBe('subscription-ended')

  for (const [type, args] of [
    ['user.block', { userId: world.user('anna') }],
    ['user.deactivate', { userId: world.user('anna') }],
    ['user.erase', { userId: world.user('anna'), unassign: true }],
    ['invitation.revoke', { userId: world.user('ben') }],
    ['organization.delete', { name: 'Acme' }],
    ['organization.keep', {}],
  ] as const)
    expect(outcome(world.do('ada', type, args)), type).toBe('accepted')
  const resume = { requestId: idOf('req', 'two'), command: { type: 'billing.resume', args: {} } }
  world.must('bill', 'request.make', resume)
  world.must('eve', 'request.confirm', {
    ...{ requestId: resume.requestId, by: world.user('bill') },
    command: resume.command,
  })
  expect(outcome(world.do('ada', 'organization.edit', { name: 'Acme 2' }))).toBe('accepted')
})

it('[ROLE-8] [BILL-2] counts no day and expects no invoice after the last day', () => {
  const until = { timeZone: 'Europe/Berlin', currency: 'EUR', seatPrice: 3_100 }
  const cancellation = { by: idOf('usr', 'ada'), at: '2026-03-02T09:00:00.000Z', ...END }
  const clock = clockAt('2026-03-30', 'Europe/Berlin')
  const { days, clock: next } = endedDays(clock, { ...until, cancellation }, 2, '2026-04-05T12:00:00.000Z')
  expect(days.map(({ day }) => day)).toEqual(['2026-03-30', '2026-03-31'])
  expect(next.nextDay).toBe('2026-04-05')
  const now = { seats: 2, price: 3_100, currency: 'EUR' }
  expect(comingInvoice(null, now, '2026-03-31', '2026-03-31').expected.total).toBe(200)
  expect(comingInvoice(null, now, '2026-04-01', '2026-03-31').expected.total).toBe(0)
})
