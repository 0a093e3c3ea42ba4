import { describe, expect, it } from 'vitest'
import { outcome, World } from '../../../tests/world/world.ts'
import { ask } from '../decide/question.ts'
import { holderOf } from '../model/portfolio.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    ben: { role: 'admin' },
    bill: { role: 'billing-admin' },
    olga: { levels: { sales: 'owner' } },
    max: { levels: { sales: 'manager' } },
    anna: { levels: { sales: 'agent', service: 'agent' } },
  })

describe('workspaces', () => {
  it('[ROLE-3] Admins, User Admins and their Owners rename and archive them; nothing in them is lost', () => {
    const world = office()
    const workspaceId = world.workspace('sales')
    const row = () => world.directory.tables.workspace.get(workspaceId)
    expect(outcome(world.do('max', 'workspace.edit', { workspaceId, name: 'Deals' }))).toBe('not-allowed')
    expect(outcome(world.do('bill', 'workspace.archive', { workspaceId }))).toBe('not-allowed')
    expect(outcome(world.do('olga', 'workspace.edit', { workspaceId, name: 'Deals' }))).toBe('accepted')
    expect(outcome(world.do('olga', 'workspace.archive', { workspaceId }))).toBe('accepted')
    expect(row()).toMatchObject({ name: 'Deals', archivedAt: world.now })
    expect(outcome(world.do('ada', 'workspace.archive', { workspaceId }))).toBe('no-workspace')
    const place = world.place('ben', 'sales', 'agent')
    expect(outcome(world.do('ada', 'membership.set', { userId: world.user('ben'), place }))).toBe(
      'no-workspace',
    )
    expect(outcome(world.do('ada', 'workspace.reopen', { workspaceId }))).toBe('accepted')
    expect(row()?.archivedAt).toBeNull()
    expect(world.standing('anna').memberships).toHaveLength(2)
  })
})

describe('[LIFE-8] put out of one workspace', () => {
  const put = (world: World) => {
    const place = { ...world.place('anna', 'sales', 'agent'), restrictions: ['no-export'] }
    world.must('ada', 'membership.set', { userId: world.user('anna'), place })
    return { userId: world.user('anna'), workspaceId: world.workspace('sales') }
  }
  const membership = (world: World) =>
    world.standing('anna').memberships.find((m) => m.workspaceId === world.workspace('sales'))
  const held = (world: World) => {
    const home = world.directory.tables.portfolio.get(world.home('anna', 'sales'))
    return home ? holderOf(home) : null
  }

  it('the others stay, the items are unassigned, and within 30 days all of it comes back as it was', () => {
    const world = office()
    const who = put(world)
    world.must('olga', 'membership.remove', who)
    expect(world.standing('anna').memberships).toHaveLength(1)
    expect(held(world)).toBeNull()
    world.later(29)
    world.must('olga', 'membership.restore', { ...who, portfolioId: world.newId('pfo') })
    expect(membership(world)).toMatchObject({ level: 'agent', restrictions: ['no-export'] })
    expect(held(world)).toBe(world.user('anna'))
    expect(outcome(world.do('olga', 'membership.restore', { ...who, portfolioId: world.newId('pfo') }))).toBe(
      'not-put-out',
    )
  })

  it('after 30 days, or by somebody who may not, it does not', () => {
    const world = office()
    const who = put(world)
    world.must('olga', 'membership.remove', who)
    expect(outcome(world.do('bill', 'membership.restore', { ...who, portfolioId: world.newId('pfo') }))).toBe(
      'not-allowed',
    )
    world.later(31)
    expect(outcome(world.do('olga', 'membership.restore', { ...who, portfolioId: world.newId('pfo') }))).toBe(
      'undo-ended',
    )
  })

  it('what was given to somebody meanwhile stays with them, and a new home is there', () => {
    const world = office()
    const who = put(world)
    world.must('ada', 'membership.remove', who)
    expect(outcome(world.handover('ada', null, 'max'))).toBe('accepted')
    world.must('ada', 'membership.restore', { ...who, portfolioId: world.newId('pfo') })
    expect(held(world)).toBe(world.user('max'))
    const homes = world.ask(ask('homesOf', { userId: who.userId }))
    expect(homes.some((p) => p.workspaceId === who.workspaceId && holderOf(p) === who.userId)).toBe(true)
  })
})

describe('[ROLE-9] handing over the account', () => {
  it('the account owner gives it to another active Admin, and nobody else gives it to anybody', () => {
    const world = office()
    const pass = (by: string, to: string) =>
      outcome(world.do(by, 'organization.pass-on', { userId: world.user(to) }))
    expect(pass('ben', 'ben')).toBe('not-allowed')
    expect(pass('ada', 'anna')).toBe('not-an-admin')
    expect(pass('ada', 'ada')).toBe('not-an-admin')
    expect(pass('ada', 'ben')).toBe('accepted')
    expect([world.standing('ada').isAccountOwner, world.standing('ben').isAccountOwner]).toEqual([
      false,
      true,
    ])
    expect(world.standing('ada').user.role).toBe('admin')
    expect(pass('ada', 'ada')).toBe('not-allowed')
  })
})
