import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { holderOf } from '../model/portfolio.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    eve: { role: 'admin', levels: { sales: 'owner' } },
    abe: { role: 'admin' },
    una: { role: 'user-admin' },
    ben: { levels: { sales: 'agent' } },
  })
const owner = (world: World) => world.directory.all('organization')[0]?.ownerUserId
const claim = (world: World, by = 'eve') => world.do(by, 'organization.claim', {})
const takeOver = (world: World, by = 'eve') => world.do(by, 'organization.take-over', {})
const mailsOf = (decision: ReturnType<World['do']>) =>
  decision.status === 'accepted'
    ? decision.changes.flatMap((change) =>
        'effect' in change && change.effect === 'mail'
          ? [`${change.mail} ${change.address ?? change.userId}`]
          : [],
      )
    : []

describe('[ROLE-9] the account owner is gone', () => {
  it('an Admin deactivates them 72 hours after all were told, and owns the account in that step', () => {
    const world = office()
    const handoverId = idOf('hov', 'ada')
    const invitationId = idOf('inv', 'ada2')
    world.must('ada', 'switch.start', {
      handoverId,
      invitationId,
      userId: world.user('ada'),
      email: 'ada2@example.com',
    })
    world.accept('ada2', invitationId, 'ada2@example.com')
    expect(outcome(takeOver(world))).toBe('not-claimed')
    expect(mailsOf(claim(world)).sort()).toEqual([
      'owner-claimed ada2@example.com',
      'owner-claimed ada@example.com',
      `owner-claimed ${world.user('abe')}`,
      `owner-claimed ${world.user('eve')}`,
    ])
    expect(outcome(claim(world, 'abe'))).toBe('claim-waits')
    world.later(2.9)
    expect(outcome(takeOver(world))).toBe('owner-may-object')
    world.later(0.1)
    expect(outcome(takeOver(world, 'abe'))).toBe('not-claimed')
    const taken = takeOver(world)
    expect(outcome(taken)).toBe('accepted')
    expect(owner(world)).toBe(world.user('eve'))
    expect(world.standing('ada').user.state).toBe('deactivated')
    expect(world.directory.all('organization')[0]).not.toHaveProperty('ownerClaim')
    expect(world.directory.all('portfolio').some((p) => holderOf(p) === world.user('ada'))).toBe(false)
    expect(mailsOf(taken)).toContain(`ownership-passed ${world.user('abe')}`)
    expect(mailsOf(taken)).toContain('ownership-passed ada@example.com')
    expect(outcome(takeOver(world))).toBe('not-claimed')
  })

  it('is said by another Admin alone, and the owner is deactivated no other way', () => {
    const world = office()
    for (const who of ['una', 'ben']) expect(outcome(claim(world, who))).toBe('not-allowed')
    expect(outcome(claim(world, 'ada'))).toBe('not-yourself')
    expect(outcome(world.do('eve', 'user.deactivate', { userId: world.user('ada') }))).toBe('account-owner')
  })

  it('ends when the owner or an Admin objects, when the owner passes the account on, or when it is forgotten', () => {
    for (const who of ['ada', 'abe', 'eve']) {
      const world = office()
      claim(world)
      expect(outcome(world.do('una', 'organization.drop-claim', {}))).toBe('not-allowed')
      expect(mailsOf(world.must(who, 'organization.drop-claim', {}))).toContain(
        `owner-claim-dropped ${world.user('eve')}`,
      )
      world.later(4)
      expect(outcome(takeOver(world))).toBe('not-claimed')
      expect(outcome(world.do(who, 'organization.drop-claim', {}))).toBe('not-waiting')
    }
    const passed = office()
    claim(passed)
    expect(
      mailsOf(passed.must('ada', 'organization.pass-on', { userId: passed.user('abe') })).sort(),
    ).toEqual([
      'ownership-passed ada@example.com',
      `ownership-passed ${passed.user('abe')}`,
      `ownership-passed ${passed.user('eve')}`,
    ])
    passed.later(4)
    expect(outcome(takeOver(passed))).toBe('not-claimed')
    const late = office()
    claim(late)
    late.later(17)
    expect(outcome(takeOver(late))).toBe('not-claimed')
    expect(outcome(claim(late, 'abe'))).toBe('accepted')
  })

  it('asks for the right again on that day', () => {
    const world = office()
    claim(world)
    world.must('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' })
    world.later(4)
    expect(outcome(takeOver(world))).toBe('not-allowed')
    expect(owner(world)).toBe(world.user('ada'))
  })

  it('is not got round by undoing a handover from before they were restored', () => {
    const world = office()
    const handoverId = idOf('hov', 'before')
    world.must('ada', 'user.deactivate', { userId: world.user('eve') })
    const plan = {
      from: world.user('eve'),
      to: world.user('ben'),
      moves: [],
      shown: null,
      afterwards: 'block',
      newHomes: [],
      access: [],
    }
    const homes = world.directory.all('portfolio').filter(({ origin }) => origin === world.user('eve'))
    world.must('ada', 'user.restore', { userId: world.user('eve'), homes: [] })
    const moves = homes.map(({ id }) => ({ portfolioId: id, expectedHolder: world.user('eve') }))
    world.must('ada', 'handover.start', { handoverId, plan: { ...plan, moves } })
    // As of a handover from before they were restored, which says that they had left.
    const handover = world.directory.tables.handover.get(handoverId)
    if (handover?.kind !== 'handover') throw new Error('no handover')
    world.directory.tables.handover.set(handoverId, { ...handover, stateBefore: 'deactivated' })
    world.must('ada', 'user.unblock', { userId: world.user('eve') })
    world.must('ada', 'organization.pass-on', { userId: world.user('eve') })
    world.must('abe', 'user.block', { userId: world.user('eve') })
    world.do('abe', 'handover.undo', { handoverId })
    expect(world.directory.tables.user.get(world.user('eve'))?.state).toBe('blocked')
  })
})
