import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { commands } from '../commands/registry.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    bill: { role: 'billing-admin' },
    una: { role: 'user-admin' },
    anna: { levels: { sales: 'agent' } },
    nora: { levels: { sales: 'agent' }, pending: true },
  })
const organization = (world: World) => world.directory.all('organization')[0]
const limitTo = (world: World, limit: number | null) =>
  world.must('ada', 'organization.limit-seats', { limit })

describe('the limit of seats', () => {
  it('[BILL-3] is checked at acceptance: a full house lets nobody in, and does when a seat is freed or the limit is raised', () => {
    const world = office()
    limitTo(world, 4)
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('seat-limit')
    expect(world.standing('nora').user.state).toBe('pending')
    // Blocked people keep their seat.
    world.must('ada', 'user.block', { userId: world.user('anna') })
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('seat-limit')
    world.must('ada', 'user.deactivate', { userId: world.user('anna') })
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('accepted')
    expect(outcome(world.do('ada', 'user.restore', { userId: world.user('anna'), homes: [] }))).toBe(
      'seat-limit',
    )
    limitTo(world, null)
    expect(outcome(world.do('ada', 'user.restore', { userId: world.user('anna'), homes: [] }))).toBe(
      'accepted',
    )
  })

  it('[BILL-3] [HAND-3] counts what a handover frees in the same step, and takes no seat back that is not there', () => {
    const world = office()
    limitTo(world, 4)
    world.handover('ada', 'anna', 'nora', 'deactivate', idOf('hov', 'first'))
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('accepted')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: idOf('hov', 'first') }))).toBe('seat-limit')
  })

  it('[BILL-1] a change of address takes and reserves none', () => {
    const world = office()
    limitTo(world, 4)
    const ids = { handoverId: world.newId('hov'), invitationId: world.newId('inv') }
    const email = 'anna@acme.example'
    world.must('ada', 'switch.start', { ...ids, userId: world.user('anna'), email, emailAgain: email })
    expect(outcome(world.accept('anna2', ids.invitationId, email))).toBe('accepted')
  })
})

describe('who manages billing and the organization', () => {
  it('[ROLE-13] an Admin edits name, address, time zone, currency and who adds seats; nobody else', () => {
    const world = office()
    const args = {
      name: 'Acme & Sons',
      address: 'Main Street 1\nSpringfield',
      timeZone: 'America/New_York',
      currency: 'USD',
      ownersAddSeats: true,
    }
    for (const who of ['bill', 'una', 'anna'])
      expect(outcome(world.do(who, 'organization.edit', args))).toBe('not-allowed')
    world.must('ada', 'organization.edit', args)
    expect(organization(world)).toMatchObject(args)
    expect(outcome(world.do('ada', 'organization.edit', { timeZone: 'Mars/Olympus' }))).toBe('bad-arguments')
    expect(outcome(world.do('ada', 'organization.edit', { seatPrice: 1 }))).toBe('bad-arguments')
  })

  it('[ROLE-7] [BILL-2] a Billing Admin sets the price and who gets invoices; only an Admin limits the seats', () => {
    const world = office()
    for (const who of ['una', 'anna'])
      expect(outcome(world.do(who, 'billing.edit', { seatPrice: 900 }))).toBe('not-allowed')
    world.must('bill', 'billing.edit', { seatPrice: 900, billingEmail: 'bills@acme.example' })
    expect(organization(world)).toMatchObject({ seatPrice: 900, billingEmail: 'bills@acme.example' })
    expect(outcome(world.do('bill', 'organization.limit-seats', { limit: 9 }))).toBe('not-allowed')
    expect(outcome(world.do('bill', 'billing.edit', { seatPrice: 9.5 }))).toBe('bad-arguments')
  })

  it('[ROLE-7] a Billing Admin changes no user, whatever they try', () => {
    const world = office()
    const userId = world.user('anna')
    const place = world.place('anna', 'sales', 'manager')
    const attempts: Record<string, unknown> = {
      'user.invite': world.inviteArgs('max'),
      'user.rename': { userId, name: 'Somebody' },
      'user.set-role': { userId, role: 'admin' },
      'user.block': { userId },
      'user.deactivate': { userId },
      'membership.set': { userId, place },
      'membership.remove': { userId, workspaceId: world.workspace('sales') },
      'invitation.revoke': { userId: world.user('nora') },
      'invitation.resend': { userId: world.user('nora'), invitationId: world.newId('inv') },
      'switch.start': {
        handoverId: world.newId('hov'),
        invitationId: world.newId('inv'),
        userId,
        email: 'other@example.com',
      },
    }
    for (const [type, args] of Object.entries(attempts)) {
      expect(Object.hasOwn(commands, type)).toBe(true)
      expect([type, outcome(world.do('bill', type, args))]).toEqual([type, 'not-allowed'])
    }
    expect(outcome(world.handover('bill', 'anna', 'ada'))).not.toBe('accepted')
  })
})
