import { describe, expect, it } from 'vitest'
import { keepsAnAdmin } from '../policy/last-admin.ts'
import { idOf, outcome, World } from '../../../tests/world/world.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    bill: { role: 'billing-admin' },
    olga: { levels: { sales: 'owner', service: 'agent' } },
    max: { levels: { sales: 'manager' } },
    anna: { levels: { sales: 'agent' } },
  })

describe('inviting', () => {
  it('[INV-1] takes an address, a role, and at most 10 workspaces', () => {
    const world = office()
    expect(
      outcome(world.do('ada', 'user.invite', world.inviteArgs('nora', 'member', { sales: 'agent' }))),
    ).toBe('accepted')
    expect(world.standing('nora').user.state).toBe('pending')
    const eleven = Array.from({ length: 11 }, (_, i) => world.place('otto', `w${i}`, 'agent'))
    expect(outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('otto'), workspaces: eleven }))).toBe(
      'bad-arguments',
    )
    expect(
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('otto'), email: 'not an address' })),
    ).toBe('bad-arguments')
  })

  it('[ROLE-6] a User Admin adds Members only; a Billing Admin nobody', () => {
    const world = office()
    world.must('una', 'workspace.create', {
      ...{ workspaceId: world.workspace('fresh'), name: 'Fresh' },
      ...{ tasksFolderId: idOf('fld', 'fresh'), portfolioId: idOf('pfo', 'fresh') },
    })
    expect(outcome(world.do('una', 'user.invite', world.inviteArgs('nora', 'admin')))).toBe('not-allowed')
    expect(
      outcome(world.do('una', 'user.invite', world.inviteArgs('nora', 'member', { fresh: 'owner' }))),
    ).toBe('accepted')
    expect(
      outcome(world.do('una', 'user.invite', world.inviteArgs('otto', 'member', { sales: 'owner' }))),
    ).toBe('not-allowed')
    expect(outcome(world.do('bill', 'user.invite', world.inviteArgs('otto')))).toBe('not-allowed')
  })

  it('[INV-6] Owners and Managers add Members to their own workspace only if the organization lets them', () => {
    const world = office()
    const invite = (by: string, name: string, level: 'agent' | 'manager', workspace = 'sales') =>
      outcome(world.do(by, 'user.invite', world.inviteArgs(name, 'member', { [workspace]: level })))
    expect(invite('olga', 'nora', 'manager')).toBe('not-allowed')
    const [organization] = world.directory.all('organization')
    if (organization)
      world.directory.apply([{ put: 'organization', row: { ...organization, ownersAddSeats: true } }])
    expect(invite('olga', 'nora', 'manager')).toBe('accepted')
    expect(invite('olga', 'otto', 'agent', 'service')).toBe('not-allowed')
    expect(invite('max', 'otto', 'manager')).toBe('not-allowed')
    expect(invite('max', 'otto', 'agent')).toBe('accepted')
    expect(invite('anna', 'paul', 'agent')).toBe('not-allowed')
  })

  it('[INV-8] one person invited twice is one invitation, whatever the case or form of the address', () => {
    const world = office()
    world.must('ada', 'user.invite', {
      ...world.inviteArgs('nora', 'member', { sales: 'agent' }),
      email: 'Jos\u00e9@example.com',
    })
    const again = world.do('una', 'user.invite', {
      ...world.inviteArgs('other', 'member', { sales: 'agent', service: 'agent' }),
      email: ' jose\u0301@EXAMPLE.com',
    })
    expect(again).toMatchObject({
      status: 'accepted',
      aliases: {
        [world.user('other')]: world.user('nora'),
        [idOf('inv', 'other')]: idOf('inv', 'nora'),
        [world.home('other', 'sales')]: world.home('nora', 'sales'),
      },
    })
    expect(world.directory.all('user').filter((u) => u.state === 'pending')).toHaveLength(1)
    const idn = (name: string, domain: string) =>
      world.do('ada', 'user.invite', {
        ...world.inviteArgs(name),
        email: `${name === 'petra' ? 'petra' : 'Petra'}@${domain}`,
      })
    expect(idn('petra', 'm\u00fcnchen.de')).toMatchObject({ status: 'accepted', changes: expect.any(Array) })
    expect(idn('again', 'XN--mnchen-3ya.de')).toMatchObject({
      aliases: { [world.user('again')]: world.user('petra') },
    })
    expect(idn('third', 'Mu\u0308nchen.de')).toMatchObject({
      aliases: { [world.user('third')]: world.user('petra') },
    })
    expect(world.standing('nora').memberships).toHaveLength(2)
  })

  it('[ROLE-3] a Manager whose page is from before a demotion invites nobody with the rights of then', () => {
    const world = new World({
      ada: { role: 'admin', levels: { sales: 'owner' } },
      max: { levels: { sales: 'manager' } },
    })
    world.must('ada', 'organization.edit', { ownersAddSeats: true })
    const invite = (name: string) =>
      outcome(world.do('max', 'user.invite', world.inviteArgs(name, 'member', { sales: 'agent' })))
    expect(invite('nora')).toBe('accepted')
    world.must('ada', 'membership.set', {
      userId: world.user('max'),
      place: world.place('max', 'sales', 'agent'),
    })
    expect(invite('otto')).toBe('not-allowed')
    // What he sent before and was not accepted yet opens nothing either (INV-5).
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('inviter-lost-right')
  })

  it('[INV-3] [INV-9] whoever’s invitation has expired and who is invited again gets a new mail', () => {
    const world = office()
    world.add('una', 'nora', { levels: { sales: 'agent' }, pending: true })
    const invite = (by: string, id: string) =>
      world.do(by, 'user.invite', {
        ...world.inviteArgs('nora', 'member', { sales: 'agent' }),
        userId: idOf('usr', id),
        invitationId: idOf('inv', id),
      })
    world.later(6)
    expect(invite('ada', 'early')).toMatchObject({ changes: [] })
    world.later(1)
    expect(outcome(invite('anna', 'unasked'))).toBe('not-allowed')
    expect(invite('ada', 'again')).toMatchObject({
      aliases: { [idOf('usr', 'again')]: world.user('nora') },
      changes: expect.arrayContaining([
        {
          effect: 'mail',
          mail: 'invitation',
          userId: world.user('nora'),
          invitationId: idOf('inv', 'again'),
        },
      ]),
    })
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('replaced')
    expect(outcome(world.accept('nora', idOf('inv', 'again')))).toBe('accepted')
  })

  it('[INV-9] an address that is known already says what to do instead', () => {
    const world = office()
    expect(
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('x'), email: 'Anna@Example.com' })),
    ).toBe('already-user')
    world.must('ada', 'user.deactivate', { userId: world.user('anna') })
    expect(
      outcome(world.do('ada', 'user.invite', { ...world.inviteArgs('x'), email: 'anna@example.com' })),
    ).toBe('deactivated-user')
  })

  it('[INV-3] can be sent again with a new id, taken back, and expires after 7 days', () => {
    const world = office()
    world.add('ada', 'nora', { levels: { sales: 'agent' }, pending: true })
    const second = idOf('inv', 'second')
    world.must('ada', 'invitation.resend', { userId: world.user('nora'), invitationId: second })
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('replaced')
    world.later(7)
    expect(outcome(world.accept('nora', second))).toBe('expired')
    const third = idOf('inv', 'third')
    world.must('ada', 'invitation.resend', { userId: world.user('nora'), invitationId: third })
    world.must('ada', 'invitation.revoke', { userId: world.user('nora') })
    expect(outcome(world.accept('nora', third))).toBe('no-invitation')
    expect(world.directory.tables.user.has(world.user('nora'))).toBe(false)
    expect(world.directory.tables.portfolio.get(world.home('nora', 'sales'))).toMatchObject({
      homeOf: null,
      label: 'nora',
    })
  })
})

describe('accepting', () => {
  it('[INV-2] only with the invited address; both addresses are told', () => {
    const world = office()
    world.add('ada', 'nora', { pending: true })
    const refused = world.accept('nora', idOf('inv', 'nora'), 'else@example.com')
    expect(refused).toMatchObject({ code: 'wrong-account' })
    expect(refused.status === 'refused' && refused.message).toMatch(/nora@example\.com.*else@example\.com/)
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('accepted')
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('already-accepted')
    expect(outcome(world.accept('nora', idOf('inv', 'forged')))).toBe('no-invitation')
  })

  it('[INV-5] asks for the inviter’s right again', () => {
    const world = office()
    world.add('una', 'nora', { levels: { sales: 'agent' }, pending: true })
    world.must('ada', 'user.set-role', { userId: world.user('una'), role: 'member' })
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('inviter-lost-right')
  })

  it('[INV-5] the invitations of somebody who leaves are those of the Admin who removed them', () => {
    const world = office()
    world.add('una', 'nora', { levels: { sales: 'agent' }, pending: true })
    world.add('ada', 'eve', { role: 'admin', levels: { sales: 'owner' } })
    world.add('eve', 'boss', { role: 'admin', pending: true })
    const change = {
      handoverId: idOf('hov', 'x'),
      invitationId: idOf('inv', 'x'),
      userId: world.user('anna'),
    }
    world.must('eve', 'switch.start', { ...change, email: 'anna.new@example.com' })
    world.must('ada', 'user.deactivate', { userId: world.user('una') })
    expect(outcome(world.handover('ada', 'eve', 'anna', 'deactivate'))).toBe('accepted')
    expect(outcome(world.accept('nora', idOf('inv', 'nora')))).toBe('accepted')
    expect(outcome(world.accept('boss', idOf('inv', 'boss')))).toBe('accepted')
    expect(outcome(world.accept('newanna', change.invitationId, 'anna.new@example.com'))).toBe('accepted')
  })

  it('[INV-5] whoever takes them over must have the right to what is given', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.add('eve', 'boss', { role: 'admin', pending: true })
    world.must('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' })
    world.must('una', 'user.deactivate', { userId: world.user('eve') })
    expect(outcome(world.accept('boss', idOf('inv', 'boss')))).toBe('inviter-lost-right')
  })
})

describe('roles and states', () => {
  it('[ROLE-6] a User Admin takes nobody the level Owner, so as to change their address afterwards', () => {
    const world = office()
    const agent = { userId: world.user('olga'), place: world.place('olga', 'sales', 'agent') }
    expect(outcome(world.do('una', 'membership.set', agent))).toBe('not-allowed')
    const out = { userId: world.user('olga'), workspaceId: world.workspace('sales') }
    expect(outcome(world.do('una', 'membership.remove', out))).toBe('not-allowed')
    expect(outcome(world.do('ada', 'membership.set', agent))).toBe('accepted')
  })

  it('[ROLE-5] the last Admin cannot be demoted, blocked or deactivated; pending and blocked ones do not count', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.add('ada', 'pia', { role: 'admin', pending: true })
    world.must('ada', 'user.block', { userId: world.user('eve') })
    world.must('ada', 'user.unblock', { userId: world.user('eve') })
    world.must('eve', 'user.block', { userId: world.user('ada') })
    expect(outcome(world.do('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' }))).toBe(
      'not-active',
    )
    expect(world.directory.answer({ kind: 'activeAdmins' })).toEqual([world.user('eve')])
  })

  it('[ROLE-5] nobody but the last Admin stands for the last Admin, whoever asks', () => {
    const world = office()
    expect(world.ask(keepsAnAdmin(world.user('ada')))?.code).toBe('last-admin')
    world.add('ada', 'pia', { role: 'admin', pending: true })
    expect(world.ask(keepsAnAdmin(world.user('ada')))?.code).toBe('last-admin')
    world.add('ada', 'eve', { role: 'admin' })
    expect(world.ask(keepsAnAdmin(world.user('ada')))).toBeNull()
  })

  it('[ROLE-5] two Admins who demote each other while offline leave one', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.must('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' })
    expect(outcome(world.do('eve', 'user.set-role', { userId: world.user('ada'), role: 'member' }))).toBe(
      'not-allowed',
    )
  })

  it('[ROLE-4] nobody changes their own role, level or membership', () => {
    const world = office()
    const me = world.user('ada')
    for (const [type, args] of [
      ['user.set-role', { userId: me, role: 'member' }],
      ['user.block', { userId: me }],
      ['user.deactivate', { userId: me }],
      ['membership.set', { userId: me, place: world.place('ada', 'sales', 'agent') }],
      ['membership.remove', { userId: me, workspaceId: world.workspace('sales') }],
    ] as const)
      expect([type, outcome(world.do('ada', type, args))]).toEqual([type, 'not-yourself'])
  })

  it('[LIFE-4] restores to the same level with what nobody else was given', () => {
    const world = office()
    world.must('ada', 'user.deactivate', { userId: world.user('olga') })
    const [sales] = world.directory.all('portfolio').filter((p) => p.id === world.home('olga', 'sales'))
    expect(sales?.holdings.at(-1)?.holder).toBeNull()
    world.must('ada', 'user.restore', { userId: world.user('olga'), homes: [] })
    expect(world.directory.tables.portfolio.get(world.home('olga', 'sales'))?.holdings.at(-1)?.holder).toBe(
      world.user('olga'),
    )
    expect(world.standing('olga').memberships).toHaveLength(2)
  })
})
