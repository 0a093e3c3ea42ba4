import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { holderOf } from '../model/portfolio.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'agent', service: 'manager' } },
    ben: { levels: { sales: 'agent', service: 'agent' } },
    carl: { levels: { sales: 'manager' } },
    una: { role: 'user-admin' },
  })
const holder = (world: World, portfolioId: string) => {
  const portfolio = world.directory.tables.portfolio.get(portfolioId)
  return portfolio ? holderOf(portfolio) : undefined
}
const H1 = idOf('hov', 'first')
const H2 = idOf('hov', 'second')

describe('handing over everything', () => {
  it('[HAND-5] gives every portfolio another holder, across workspaces, in one decision', () => {
    const world = office()
    expect(outcome(world.handover('ada', 'anna', 'ben', 'stay', H1))).toBe('accepted')
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('ben'))
    expect(holder(world, world.home('anna', 'service'))).toBe(world.user('ben'))
    const homes = world.directory.all('portfolio').filter((p) => p.homeOf === world.user('anna'))
    expect(homes.map((p) => p.workspaceId).sort()).toEqual(
      [world.workspace('sales'), world.workspace('service')].sort(),
    )
    expect(homes.every((p) => holderOf(p) === world.user('anna'))).toBe(true)
  })

  it('[HAND-11] blocks or deactivates the source as chosen, and closes their sockets', () => {
    for (const [afterwards, state] of [
      ['block', 'blocked'],
      ['deactivate', 'deactivated'],
    ] as const) {
      const world = office()
      const decision = world.handover('ada', 'anna', 'ben', afterwards)
      expect(world.standing('anna').user.state).toBe(state)
      expect(decision).toMatchObject({
        changes: expect.arrayContaining([
          { effect: 'close-sockets', userId: world.user('anna'), why: state },
        ]),
      })
    }
  })

  it('[HAND-3] waits for an invited receiver and runs when they accept', () => {
    const world = office()
    world.add('ada', 'nora', { levels: { sales: 'agent', service: 'agent' }, pending: true })
    world.handover('ada', 'anna', 'nora', 'stay', H1)
    expect(world.directory.tables.handover.get(H1)?.state).toBe('waiting')
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('anna'))
    world.accept('nora', idOf('inv', 'nora'))
    expect(world.directory.tables.handover.get(H1)?.state).toBe('done')
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('nora'))
  })

  it('[HAND-3] takes over what nobody looks after, but nothing from somebody who has not joined', () => {
    const world = office()
    world.must('ada', 'user.deactivate', { userId: world.user('anna') })
    expect(outcome(world.handover('ada', null, 'ben'))).toBe('accepted')
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('ben'))
    world.add('ada', 'nora', { levels: { sales: 'agent' }, pending: true })
    expect(outcome(world.handover('ada', 'nora', 'ben'))).toBe('source-pending')
    expect(outcome(world.handover('ada', 'ben', 'anna'))).toBe('receiver-gone')
  })

  it('[HAND-6] reports where counts differ, and waits for a look where a holder changed', () => {
    const world = office()
    const count = (all: number) => [
      {
        workspaceId: world.workspace('sales'),
        folderId: idOf('fld', 'deals'),
        kind: 'records' as const,
        open: 0,
        all,
      },
    ]
    const shown = world.plan('ada', 'anna', 'ben', 'stay', count(10))
    world.directory.counts.set(world.home('anna', 'sales'), count(12))
    world.must('ada', 'handover.start', { handoverId: H1, plan: shown })
    const done = world.directory.tables.handover.get(H1)
    expect(done?.kind === 'handover' && done.report?.differences).toEqual([
      { folderId: idOf('fld', 'deals'), shown: 10, moved: 12 },
    ])
    world.must('ada', 'handover.start', {
      handoverId: H2,
      plan: { ...shown, to: world.user('carl'), shown: null, access: [], newHomes: [] },
    })
    expect(world.directory.tables.handover.get(H2)).toMatchObject({ state: 'needs-look' })
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('ben'))
  })

  it('[HAND-6] runs after a look, with the plan as it is now', () => {
    const world = office()
    const stale = world.plan('ada', 'anna', 'ben')
    world.handover('ada', 'anna', 'carl', 'stay', H1)
    world.must('ada', 'handover.start', { handoverId: H2, plan: stale })
    expect(
      outcome(world.do('ada', 'handover.resume', { handoverId: H2, plan: world.plan('ada', 'anna', 'ben') })),
    ).toBe('accepted')
    expect(world.directory.tables.handover.get(H2)?.state).toBe('done')
  })

  it('[HAND-24] needs the receiver in each workspace; the plan brings them in', () => {
    const world = office()
    const plan = world.plan('ada', 'anna', 'carl')
    expect(plan.access).toMatchObject([{ workspaceId: world.workspace('service'), level: 'manager' }])
    world.must('ada', 'handover.start', { handoverId: H1, plan: { ...plan, access: [] } })
    expect(world.directory.tables.handover.get(H1)).toMatchObject({
      state: 'needs-look',
      reasons: [{ code: 'receiver-lacks-access' }],
    })
    world.must('ada', 'handover.resume', { handoverId: H1, plan: world.plan('ada', 'anna', 'carl') })
    expect(world.standing('carl').memberships.map((m) => m.workspaceId)).toContain(world.workspace('service'))
  })

  it('[HAND-24] leaves a part with nobody where the receiver gets no level, “left by” whoever had it', () => {
    const world = office()
    const count = (workspace: string, all: number) => ({
      workspaceId: world.workspace(workspace),
      folderId: idOf('fld', `${workspace}-deals`),
      kind: 'records' as const,
      open: 0,
      all,
    })
    world.directory.counts.set(world.home('anna', 'sales'), [count('sales', 5)])
    world.directory.counts.set(world.home('anna', 'service'), [count('service', 7)])
    const shown = [count('sales', 5), count('service', 7)]
    const plan = world.plan('ada', 'anna', 'carl', 'stay', shown, ['service'])
    expect(plan).toMatchObject({ access: [], unassigned: [world.workspace('service')] })
    world.must('ada', 'handover.start', { handoverId: H1, plan })
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('carl'))
    expect(world.directory.tables.portfolio.get(world.home('anna', 'service'))).toMatchObject({
      origin: world.user('anna'),
      homeOf: null,
      holdings: [{ holder: world.user('anna') }, { holder: null, handoverId: H1 }],
    })
    expect(world.directory.tables.handover.get(H1)).toMatchObject({
      state: 'done',
      report: { moved: [count('sales', 5)], unassigned: [count('service', 7)], differences: [] },
    })
    expect(world.standing('carl').memberships.map((m) => m.workspaceId)).toEqual([world.workspace('sales')])
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('anna', 'service'))).toBe(world.user('anna'))
  })

  it('[HAND-24] [LIFE-4] gives back what was left with nobody when they are restored, and still undoes the rest', () => {
    const world = office()
    world.handover('ada', 'anna', 'carl', 'deactivate', H1, ['service'])
    const homes = [{ workspaceId: world.workspace('sales'), portfolioId: world.newId('pfo') }]
    world.must('ada', 'user.restore', { userId: world.user('anna'), homes })
    expect(holder(world, world.home('anna', 'service'))).toBe(world.user('anna'))
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('carl'))
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('anna'))
  })

  it('[HAND-24] hands over nothing when everything would be left, and asks again where it was given on since', () => {
    const world = office()
    world.add('ada', 'nora', {})
    expect(outcome(world.handover('ada', 'anna', 'nora', 'stay', H1, ['sales', 'service']))).toBe(
      'nothing-moves',
    )
    world.handover('ada', 'anna', 'carl', 'stay', H1, ['service'])
    world.handover('ada', null, 'ben', 'stay', H2)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: H1 }))).toBe('undo-later-first')
    world.must('ada', 'handover.undo', { handoverId: H2 })
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('anna', 'service'))).toBe(world.user('anna'))
  })

  it('[HAND-12] [HAND-24] waits for the undo of a later one that left the part with nobody', () => {
    const world = office()
    world.add('ada', 'dora', { levels: { service: 'agent' } })
    world.handover('ada', 'dora', 'ben', 'stay', H1)
    world.handover('ada', 'ben', 'carl', 'stay', H2, ['service'])
    expect(holder(world, world.home('dora', 'service'))).toBeNull()
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: H1 }))).toBe('undo-later-first')
    world.must('ada', 'handover.undo', { handoverId: H2 })
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('dora', 'service'))).toBe(world.user('dora'))
  })

  it('[HAND-12] is undone after whoever took over has left, too: nobody was given it since', () => {
    const world = office()
    world.handover('ada', 'anna', 'ben', 'stay', H1)
    world.must('ada', 'user.deactivate', { userId: world.user('ben') })
    expect(holder(world, world.home('anna', 'sales'))).toBeNull()
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('anna'))
  })

  it('[HAND-14] makes no circle, and one of the same that two Admins start', () => {
    const world = office()
    expect(
      outcome(
        world.do('ada', 'handover.start', {
          handoverId: H1,
          plan: { ...world.plan('ada', 'anna', 'ben'), to: world.user('anna') },
        }),
      ),
    ).toBe('same-person')
    world.add('ada', 'nora', { levels: { sales: 'agent', service: 'agent' }, pending: true })
    world.handover('ada', 'anna', 'nora', 'stay', H1)
    const again = world.handover('ada', 'anna', 'nora', 'stay', H2)
    expect(again).toMatchObject({ status: 'accepted', aliases: { [H2]: H1 } })
  })

  it('[HAND-25] mails the receiver what came', () => {
    const world = office()
    expect(world.handover('ada', 'anna', 'ben', 'stay', H1)).toMatchObject({
      changes: expect.arrayContaining([
        { effect: 'mail', mail: 'handover-received', userId: world.user('ben'), handoverId: H1 },
      ]),
    })
  })
})

describe('undo', () => {
  it('[HAND-12] puts everything back within 30 days, the person too', () => {
    const world = office()
    const before = world.directory.all('portfolio').map((p) => [p.id, p.homeOf, holderOf(p)])
    world.handover('ada', 'anna', 'ben', 'deactivate', H1)
    world.later(29)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: H1 }))).toBe('accepted')
    expect(world.directory.all('portfolio').map((p) => [p.id, p.homeOf, holderOf(p)])).toEqual(before)
    expect(world.standing('anna').user).toMatchObject({ state: 'active', leftAt: null })
  })

  it('[HAND-12] is refused after 30 days, twice, and below a later handover', () => {
    const world = office()
    world.handover('ada', 'anna', 'ben', 'stay', H1)
    world.handover('ada', 'ben', 'carl', 'stay', H2)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: H1 }))).toBe('undo-later-first')
    world.must('ada', 'handover.undo', { handoverId: H2 })
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: H1 }))).toBe('not-done')
    world.handover('ada', 'anna', 'carl', 'stay', idOf('hov', 'third'))
    world.later(30)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: idOf('hov', 'third') }))).toBe('undo-ended')
  })

  it('[HAND-12] leaves the receiver their own work', () => {
    const world = office()
    world.handover('ada', 'anna', 'ben', 'stay', H1)
    world.must('ada', 'handover.undo', { handoverId: H1 })
    expect(holder(world, world.home('ben', 'sales'))).toBe(world.user('ben'))
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('anna'))
  })
})

describe('who may', () => {
  it('[HAND-10] authorises with the rights of the day it runs', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.add('ada', 'nora', { levels: { sales: 'agent', service: 'agent' }, pending: true })
    world.handover('eve', 'anna', 'nora', 'stay', H1)
    world.must('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' })
    world.accept('nora', idOf('inv', 'nora'))
    expect(world.directory.tables.handover.get(H1)).toMatchObject({
      state: 'needs-look',
      reasons: [{ code: 'not-allowed' }],
    })
    expect(holder(world, world.home('anna', 'sales'))).toBe(world.user('anna'))
  })

  it('[ROLE-4] [ROLE-5] never lets the only Admin go, by handover either', () => {
    const world = office()
    expect(outcome(world.handover('ada', 'ada', 'ben', 'deactivate'))).toBe('not-yourself')
    const plan = world.plan('ada', 'ada', 'ben', 'deactivate')
    expect(outcome(world.do('una', 'handover.start', { handoverId: H1, plan }))).toBe('not-allowed')
  })
})
