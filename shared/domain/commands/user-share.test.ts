import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { isAdmin } from '../policy/column.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    cleo: { role: 'admin' },
    una: { role: 'user-admin' },
    info: { levels: { sales: 'agent' } },
  })
const share = (world: World, by: string, who: string, shared = true) =>
  outcome(world.do(by, 'user.share', { userId: world.user(who), shared }))

describe('[USR-9] an account that several people use', () => {
  it('is marked by an Admin alone, and can be one person’s again', () => {
    const world = office()
    expect(share(world, 'una', 'info')).toBe('not-allowed')
    expect(share(world, 'info', 'info')).not.toBe('accepted')
    expect([share(world, 'ada', 'info'), world.standing('info').user.shared]).toEqual(['accepted', true])
    expect([share(world, 'ada', 'info', false), world.standing('info').user.shared]).toEqual([
      'accepted',
      false,
    ])
  })

  it('never becomes Admin: by role, invitation, marking, making two users one, nor taking that back', () => {
    const world = office()
    const role = (name: string, to: string) =>
      outcome(world.do('ada', 'user.set-role', { userId: world.user(name), role: to }))
    expect(share(world, 'ada', 'info')).toBe('accepted')
    expect(role('info', 'admin')).toBe('shared-account')
    expect(role('info', 'billing-admin')).toBe('accepted')
    expect(role('info', 'member')).toBe('accepted')
    // Whoever is Admin is one person.
    expect(share(world, 'ada', 'cleo')).toBe('shared-account')
    const invite = (to: string) =>
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('office', to as 'admin'), shared: true }))
    expect(invite('admin')).toBe('shared-account')
    expect(invite('member')).toBe('accepted')
    expect(role('office', 'admin')).toBe('shared-account')
    world.accept('office', idOf('inv', 'office'))
    expect(world.standing('office').user).toMatchObject({ state: 'active', shared: true, role: 'member' })
    // Everything of an Admin goes to it, the role does not.
    expect(outcome(world.merge('ada', 'cleo', 'info', 'admin', idOf('hov', 'one')))).toBe('shared-account')
    expect(outcome(world.merge('ada', 'cleo', 'info', 'member', idOf('hov', 'two')))).toBe('accepted')
    expect(world.directory.all('user').filter((user) => user.shared && isAdmin(user))).toEqual([])
  })

  it('is not made Admin by taking back that two users became one', () => {
    const world = office()
    expect(outcome(world.merge('ada', 'info', 'cleo', 'member', idOf('hov', 'one')))).toBe('accepted')
    expect(share(world, 'ada', 'cleo')).toBe('accepted')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: idOf('hov', 'one') }))).toBe(
      'shared-account',
    )
  })

  it('never owns the account: that goes to an Admin', () => {
    const world = office()
    share(world, 'ada', 'info')
    expect(outcome(world.do('ada', 'organization.pass-on', { userId: world.user('info') }))).not.toBe(
      'accepted',
    )
  })
})
