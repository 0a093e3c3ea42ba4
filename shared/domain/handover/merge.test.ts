import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { LEVELS } from '../model/membership.ts'
import { holderOf } from '../model/portfolio.ts'
import { ROLES } from '../model/user.ts'

const HOV = idOf('hov', 'merge')
const office = () =>
  new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'manager', service: 'agent' } },
    anna2: { levels: { sales: 'agent', shop: 'agent' } },
    una: { role: 'user-admin' },
    max: { levels: { sales: 'owner' } },
    otto: { levels: { sales: 'agent' } },
    olaf: { levels: { service: 'agent' } },
  })
const levels = (world: World, name: string) =>
  Object.fromEntries(world.standing(name).memberships.map((m) => [m.workspaceId, m.level]))

describe('[HAND-21] two users of one person', () => {
  it('become one: everything goes there, at the higher level, and the seat is freed', () => {
    const world = office()
    world.directory.counts.set(world.home('anna', 'sales'), [
      {
        workspaceId: world.workspace('sales'),
        folderId: idOf('fld', 'deals'),
        kind: 'records',
        open: 2,
        all: 3,
      },
    ])
    const decision = world.merge('ada', 'anna', 'anna2', 'member', HOV)
    expect(outcome(decision)).toBe('accepted')
    for (const workspace of ['sales', 'service'])
      expect(world.directory.tables.portfolio.get(world.home('anna', workspace))).toMatchObject({
        homeOf: null,
        holdings: [{ holder: world.user('anna') }, { holder: world.user('anna2'), handoverId: HOV }],
      })
    expect(levels(world, 'anna2')).toEqual({
      [world.workspace('sales')]: 'manager',
      [world.workspace('service')]: 'agent',
      [world.workspace('shop')]: 'agent',
    })
    // A home in the workspace that was new to them.
    const homes = world.directory.all('portfolio').filter((p) => p.homeOf === world.user('anna2'))
    expect(homes.map((p) => p.workspaceId).sort()).toEqual(
      ['sales', 'service', 'shop'].map(world.workspace).sort(),
    )
    expect(world.standing('anna').user).toMatchObject({ state: 'deactivated', leftAt: world.now })
    expect(world.standing('anna2').user).toMatchObject({
      email: 'anna2@example.com',
      formerly: ['anna@example.com'],
    })
    expect(world.directory.tables.handover.get(HOV)).toMatchObject({
      state: 'done',
      report: { moved: [{ all: 3 }] },
      merge: { role: 'member', roleBefore: 'member' },
    })
    expect(decision).toMatchObject({
      changes: expect.arrayContaining([
        { effect: 'close-sockets', userId: world.user('anna'), why: 'deactivated' },
        expect.objectContaining({
          mail: 'users-merged',
          address: 'anna@example.com',
          userId: world.user('anna2'),
        }),
      ]),
    })
  })

  it('have one role, chosen among theirs, by who may give it', () => {
    const world = office()
    world.add('ada', 'ada2', { levels: { sales: 'agent' } })
    expect(outcome(world.merge('ada', 'ada2', 'anna', 'user-admin'))).toBe('bad-arguments')
    // The account owner can't go, nor be less than an Admin.
    expect(outcome(world.merge('ada', 'ada', 'ada2', 'admin'))).toBe('account-owner')
    expect(outcome(world.merge('ada', 'ada2', 'ada', 'member'))).toBe('account-owner')
    expect(outcome(world.merge('ada', 'ada2', 'ada', 'admin'))).toBe('accepted')
    expect(outcome(world.merge('ada', 'una', 'anna', 'user-admin'))).toBe('accepted')
    expect(world.standing('anna').user.role).toBe('user-admin')
  })

  it('may be made one by an Admin; by a User Admin where both are Members and Agents everywhere', () => {
    expect(outcome(office().merge('una', 'otto', 'olaf'))).toBe('accepted')
    for (const [by, from, to] of [
      ['una', 'anna', 'otto'],
      ['una', 'otto', 'anna'],
      ['una', 'otto', 'una'],
      ['max', 'otto', 'olaf'],
      ['otto', 'olaf', 'otto'],
    ] as const)
      expect(outcome(office().merge(by, from, to))).toBe('not-allowed')
  })

  it('are told what to do first: nobody pending, nothing under way, and who stays is active', () => {
    const world = office()
    world.add('ada', 'nora', { pending: true })
    expect(outcome(world.merge('ada', 'nora', 'anna'))).toBe('pending-user')
    expect(outcome(world.merge('ada', 'anna', 'nora'))).toBe('pending-user')
    expect(outcome(world.merge('ada', 'anna', 'anna'))).toBe('same-person')
    const change = { handoverId: idOf('hov', 'x'), invitationId: idOf('inv', 'x') }
    world.must('ada', 'switch.start', { ...change, userId: world.user('anna'), email: 'a.berg@example.com' })
    expect(outcome(world.merge('ada', 'anna', 'anna2'))).toBe('handover-waits')
    world.must('ada', 'handover.call-off', { handoverId: change.handoverId })
    world.must('ada', 'user.block', { userId: world.user('anna2') })
    expect(outcome(world.merge('ada', 'anna', 'anna2'))).toBe('not-active-user')
    expect(outcome(world.merge('ada', 'anna2', 'anna'))).toBe('accepted')
    expect(outcome(world.merge('ada', 'anna2', 'anna'))).toBe('not-active-user')
  })

  it('become two again, but not the workspace in which the one that stayed has work of their own by now', () => {
    const world = office()
    world.merge('ada', 'anna', 'anna2', 'member', HOV)
    const home = world.directory
      .all('portfolio')
      .find((p) => p.homeOf === world.user('anna2') && p.workspaceId === world.workspace('service'))
    world.directory.counts.set(home?.id ?? '', [
      {
        workspaceId: world.workspace('service'),
        folderId: idOf('fld', 'x'),
        kind: 'records',
        open: 1,
        all: 1,
      },
    ])
    expect(outcome(world.do('anna2', 'handover.undo', { handoverId: HOV }))).toBe('not-allowed')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({ state: 'active', leftAt: null })
    expect(world.standing('anna2').user.formerly).toEqual([])
    expect(levels(world, 'anna2')).toEqual({
      [world.workspace('sales')]: 'agent',
      [world.workspace('service')]: 'agent',
      [world.workspace('shop')]: 'agent',
    })
    expect(holderOf(world.directory.tables.portfolio.get(world.home('anna', 'sales')) ?? never())).toBe(
      world.user('anna'),
    )
  })

  it('[ROLE-6] are not made two again by who may not give the role that one had before', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.add('ada', 'eve2', {})
    world.must('ada', 'user.merge', world.mergeArgs('eve2', 'eve', 'member', HOV))
    expect(world.standing('eve').user.role).toBe('member')
    expect(outcome(world.do('una', 'handover.undo', { handoverId: HOV }))).toBe('not-allowed')
    expect(world.standing('eve').user.role).toBe('member')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('accepted')
    expect(world.standing('eve').user.role).toBe('admin')
  })

  it('are not made two again when one was restored since, or after 30 days', () => {
    const world = office()
    world.merge('ada', 'anna', 'anna2', 'member', HOV)
    const homes = ['sales', 'service'].map((name) => ({
      workspaceId: world.workspace(name),
      portfolioId: world.newId('pfo'),
    }))
    world.must('ada', 'user.restore', { userId: world.user('anna'), homes })
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('restored')
    world.must('ada', 'user.deactivate', { userId: world.user('anna') })
    world.later(30)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('undo-ended')
  })

  it('are, made one and two again at once, as they were', () => {
    const names = ['ada', 'anna', 'ben', 'una', 'eve'] as const
    const person = fc.constantFrom(...names)
    const level = fc.option(fc.constantFrom(...LEVELS), { nil: undefined })
    fc.assert(
      fc.property(
        person,
        person,
        person,
        fc.constantFrom(...ROLES),
        fc.record({ anna: level, ben: level, eve: level }),
        (by, from, to, role, at) => {
          const place = (one: (typeof at)['anna']) => (one ? { levels: { sales: one } } : {})
          const world = new World({
            ada: { role: 'admin' },
            anna: { ...place(at.anna) },
            ben: { levels: { service: 'agent', ...place(at.ben).levels } },
            una: { role: 'user-admin' },
            eve: { role: 'admin', ...place(at.eve) },
          })
          const picture = () => ({
            users: world.directory.all('user'),
            memberships: world.directory
              .all('membership')
              .toSorted((a, b) => (a.userId + a.workspaceId < b.userId + b.workspaceId ? -1 : 1)),
            portfolios: world.directory.all('portfolio').filter((p) => !p.id.startsWith('pfo_new')),
          })
          const before = structuredClone(picture())
          if (outcome(world.merge(by, from, to, role, HOV)) !== 'accepted') return
          world.must('ada', 'handover.undo', { handoverId: HOV })
          expect(picture()).toEqual(before)
        },
      ),
      { numRuns: 300 },
    )
  })
})

const never = (): never => {
  throw new Error('not there')
}
