import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { holderOf } from '../model/portfolio.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'agent', service: 'agent' } },
    ben: { levels: { sales: 'agent' } },
    max: { levels: { sales: 'manager' } },
    olga: { levels: { sales: 'owner' } },
    una: { role: 'user-admin' },
  })
const holder = (world: World, portfolioId: string) => {
  const portfolio = world.directory.tables.portfolio.get(portfolioId)
  return portfolio && holderOf(portfolio)
}
const HOV = idOf('hov', 'planned')

/** Somebody names a source they may hand over from, and moves somebody else's items along. */
const smuggle = (world: World, by: string, from: string | null, whose: string, to: string) =>
  world.do(by, 'handover.start', {
    handoverId: world.newId('hov'),
    plan: {
      from: from && world.user(from),
      to: world.user(to),
      moves: [{ portfolioId: world.home(whose, 'sales'), expectedHolder: world.user(whose) }],
      shown: null,
      afterwards: 'stay',
      newHomes: [],
      access: [],
    },
  })

describe('a handover moves what its source looks after, and nothing else', () => {
  it.each([
    ['an Agent in their own name', 'anna', 'anna', 'olga', 'ben'],
    ['a Manager in an Agent’s name', 'max', 'ben', 'olga', 'max'],
    ['a User Admin in a Member’s name', 'una', 'ben', 'ada', 'anna'],
    ['an Owner in nobody’s name', 'olga', null, 'ada', 'olga'],
  ] as const)('[HAND-5] %s', (_who, by, from, whose, to) => {
    const world = office()
    expect(outcome(smuggle(world, by, from, whose, to))).toBe('bad-arguments')
    expect(holder(world, world.home(whose, 'sales'))).toBe(world.user(whose))
  })

  it('[ROLE-3] is started by nobody who could not hand over anything of it', () => {
    const world = office()
    const plan = {
      ...world.plan('ada', 'anna', 'ben'),
      moves: [{ portfolioId: idOf('pfo', 'nowhere'), expectedHolder: world.user('anna') }],
      access: [],
    }
    expect(outcome(world.do('ben', 'handover.start', { handoverId: HOV, plan }))).toBe('not-allowed')
    expect(world.directory.tables.handover.size).toBe(0)
  })

  it('[HAND-6] is resumed by whoever may call it off, not by the one it is about', () => {
    const world = office()
    const plan = world.plan('ada', 'anna', 'ben', 'deactivate')
    const stale = { ...plan, moves: plan.moves.slice(0, 1), access: [] }
    world.must('ada', 'handover.start', { handoverId: HOV, plan: stale })
    expect(world.directory.tables.handover.get(HOV)?.state).toBe('needs-look')
    const own = { ...world.plan('anna', 'anna', 'ben'), access: [] }
    const mine = { ...own, moves: own.moves.filter((m) => m.portfolioId === world.home('anna', 'sales')) }
    expect(outcome(world.do('anna', 'handover.resume', { handoverId: HOV, plan: mine }))).toBe('not-allowed')
    expect(world.directory.tables.handover.get(HOV)).toMatchObject({ startedBy: world.user('ada') })
    expect(outcome(world.do('ada', 'handover.resume', { handoverId: HOV, plan }))).toBe('accepted')
  })
})

describe('who is told what', () => {
  it('[ROLE-2] an Agent who asks for a taken address is not told whose it is', () => {
    const world = office()
    const decision = world.do('anna', 'switch.start', {
      handoverId: HOV,
      invitationId: idOf('inv', 'switch'),
      userId: world.user('anna'),
      email: 'una@example.com',
    })
    expect(decision).toMatchObject({ code: 'address-taken', message: expect.not.stringContaining('(una)') })
  })
})

describe('a handover that waits for somebody', () => {
  it('[HAND-14] is joined only by who could have started it', () => {
    const world = office()
    world.add('ada', 'nora', { levels: { sales: 'agent', service: 'agent' }, pending: true })
    const plan = world.plan('ada', 'anna', 'nora')
    world.must('ada', 'handover.start', { handoverId: HOV, plan })
    const again = { handoverId: idOf('hov', 'again'), plan }
    expect(outcome(world.do('ben', 'handover.start', again))).toBe('not-allowed')
    expect(world.do('ada', 'handover.start', again)).toMatchObject({ aliases: { [again.handoverId]: HOV } })
  })
})

describe('homes', () => {
  it.each(['portfolio.create', 'portfolio.open-home'])(
    '[ROLE-12] %s asks for a workspace that exists, of an Admin too, who is Owner everywhere',
    (type) => {
      const world = office()
      const workspaceId = idOf('wsp', 'nowhere')
      const args = { portfolioId: idOf('pfo', 'new'), workspaceId }
      const label = type === 'portfolio.create' ? { label: 'employee 7' } : {}
      expect(outcome(world.do('ada', type, { ...args, ...label }))).toBe('no-workspace')
    },
  )

  it('[HAND-24] a handover lets nobody into a workspace that does not exist', () => {
    const world = office()
    const plan = world.plan('ada', 'anna', 'ben')
    const access = [
      ...plan.access,
      { workspaceId: idOf('wsp', 'nowhere'), level: 'agent' as const, portfolioId: idOf('pfo', 'x') },
    ]
    const start = { handoverId: HOV, plan: { ...plan, access } }
    expect(outcome(world.do('ada', 'handover.start', start))).toBe('no-workspace')
  })
})
