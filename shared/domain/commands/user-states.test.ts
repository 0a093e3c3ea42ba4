import { describe, expect, it } from 'vitest'
import { SMALL_PHOTO } from '../../../tests/harness/small-photo.ts'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { holdsSeat } from '../billing/seat.ts'
import { ask } from '../decide/question.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    ben: { levels: { sales: 'agent' } },
    carl: { levels: { sales: 'agent' } },
    nora: { levels: { sales: 'agent' }, pending: true },
  })

describe('the states of a user', () => {
  it('[LIFE-1] pending, active, blocked and back, deactivated, erased: no other way', () => {
    const world = office()
    const state = (name: string) => world.standing(name).user.state
    const tried = (type: string, name: string, more = {}) =>
      outcome(world.do('ada', type, { userId: world.user(name), ...more }))
    const erase = (name: string) => tried('user.erase', name, { unassign: true })
    const restore = (name: string) => tried('user.restore', name, { homes: [] })

    expect([
      state('nora'),
      tried('user.block', 'nora'),
      tried('user.deactivate', 'nora'),
      erase('nora'),
    ]).toEqual(['pending', 'not-active-user', 'not-active-user', 'not-deactivated'])
    world.accept('nora', idOf('inv', 'nora'))
    expect(state('nora')).toBe('active')

    expect([tried('user.unblock', 'ben'), restore('ben'), erase('ben')]).toEqual([
      'not-blocked',
      'not-deactivated',
      'not-deactivated',
    ])
    expect([tried('user.block', 'ben'), state('ben')]).toEqual(['accepted', 'blocked'])
    // Blocked: nothing is theirs to do, the seat and the items stay.
    expect(outcome(world.do('ben', 'user.rename', { userId: world.user('ben'), name: 'B' }))).toBe(
      'not-active',
    )
    expect(holdsSeat(state('ben'))).toBe(true)
    expect(world.ask(heldBy(world.user('ben')))).toHaveLength(1)
    expect([tried('user.unblock', 'ben'), state('ben')]).toEqual(['accepted', 'active'])

    world.must('ada', 'user.block', { userId: world.user('ben') })
    expect([tried('user.deactivate', 'ben'), tried('user.deactivate', 'carl')]).toEqual([
      'accepted',
      'accepted',
    ])
    expect([tried('user.block', 'ben'), tried('user.unblock', 'ben')]).toEqual([
      'not-active-user',
      'not-blocked',
    ])
    expect(holdsSeat(state('ben'))).toBe(false)
    expect([restore('carl'), state('carl')]).toEqual(['accepted', 'active'])

    expect([erase('ben'), state('ben')]).toEqual(['accepted', 'erased'])
    const after = ['user.block', 'user.unblock', 'user.deactivate'].map((type) => tried(type, 'ben'))
    expect(after.every((code) => code !== 'accepted')).toBe(true)
    expect([restore('ben'), erase('ben')]).toEqual(['not-deactivated', 'already-erased'])
  })

  it('[LIFE-4] nobody gets the address of somebody who left, so that restoring finds it theirs', () => {
    const world = office()
    const userId = world.user('ben')
    world.must('ada', 'user.deactivate', { userId })
    // Neither by an invitation nor as the new address of somebody else, however it is written.
    expect(
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('other'), email: 'BEN@example.com' })),
    ).toBe('deactivated-user')
    const change = world.do('ada', 'switch.start', {
      handoverId: idOf('hov', 'switch'),
      invitationId: idOf('inv', 'switch'),
      userId: world.user('carl'),
      email: 'ben@example.com',
    })
    expect(outcome(change)).not.toBe('accepted')
    expect(outcome(world.do('ada', 'user.restore', { userId, homes: [] }))).toBe('accepted')
    expect(world.standing('ben').user).toMatchObject({ state: 'active', email: 'ben@example.com' })
    // Erased, it is free: whoever has it from then on is somebody new, and nobody is restored to it.
    world.must('ada', 'user.deactivate', { userId })
    world.must('ada', 'user.erase', { userId, unassign: true })
    expect(
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('other'), email: 'ben@example.com' })),
    ).toBe('accepted')
    expect(outcome(world.do('ada', 'user.restore', { userId, homes: [] }))).toBe('not-deactivated')
  })

  it('[LIFE-5] name and photo of somebody who left are changed for privacy, and the old name is no former one', () => {
    const world = office()
    const userId = world.user('ben')
    world.must('ada', 'user.rename', { userId, name: 'Ben Okafor' })
    world.must('ada', 'user.set-photo', { userId, photo: { id: world.newId('pho'), image: SMALL_PHOTO } })
    world.must('ada', 'user.deactivate', { userId })
    expect(outcome(world.do('carl', 'user.rename', { userId, name: 'X' }))).toBe('not-allowed')
    world.must('una', 'user.rename', { userId, name: 'Former colleague' })
    world.must('una', 'user.set-photo', { userId, photo: null })
    expect(world.standing('ben').user).toMatchObject({
      name: 'Former colleague',
      formerNames: [],
      photo: null,
      state: 'deactivated',
    })
    expect(JSON.stringify([...world.directory.tables.user.values()])).not.toContain('Okafor')
  })
})

describe('mailed codes for somebody who signs in at the provider', () => {
  it('[ROLE-9] are allowed to the account owner by nobody else, or who reads their mail would own the account', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    const allow = (by: string, name: string, allowed: boolean) =>
      outcome(world.do(by, 'user.allow-codes', { userId: world.user(name), allowed }))
    expect(allow('eve', 'ben', true)).toBe('accepted')
    expect(allow('eve', 'ada', true)).toBe('account-owner')
    expect(allow('ada', 'ada', true)).toBe('accepted')
    expect(allow('eve', 'ada', false)).toBe('accepted')
  })
})

function* heldBy(userId: string) {
  return yield* ask('portfoliosHeldBy', { userId })
}
