import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'

const HOV = idOf('hov', 'switch')
const INV = idOf('inv', 'switch')
const start = (world: World, by: string, who: string, email: string, emailAgain?: string) =>
  world.do(by, 'switch.start', {
    handoverId: HOV,
    invitationId: INV,
    userId: world.user(who),
    email,
    ...(emailAgain && { emailAgain }),
  })
const office = () =>
  new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'agent' } },
    una: { role: 'user-admin' },
    max: { levels: { sales: 'manager' } },
  })

describe('same person, new address', () => {
  it('[HAND-2] replaces the account in one step and moves nothing', () => {
    const world = office()
    const portfolios = world.directory.all('portfolio')
    const { memberships } = world.standing('anna')
    expect(outcome(start(world, 'ada', 'anna', 'anna.new@example.com'))).toBe('accepted')
    expect(world.standing('anna').user.email).toBe('anna@example.com')
    expect(outcome(world.accept('newanna', INV, 'Anna.New@example.com'))).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({
      email: 'anna.new@example.com',
      formerly: ['anna@example.com'],
      role: 'member',
    })
    expect(world.directory.accounts.get(world.user('anna'))).toBe(idOf('acc', 'newanna'))
    expect(world.directory.all('portfolio')).toEqual(portfolios)
    expect(world.standing('anna').memberships).toEqual(memberships)
    expect(world.directory.all('user')).toHaveLength(4)
  })

  it('[HAND-18] anybody may ask for their own; an Admin says yes; the only Admin needs nobody', () => {
    const world = office()
    expect(start(world, 'anna', 'anna', 'anna.new@example.com')).toMatchObject({
      changes: expect.arrayContaining([
        { effect: 'mail', mail: 'switch-asked', userId: world.user('ada'), handoverId: HOV },
      ]),
    })
    expect(world.directory.tables.handover.get(HOV)?.state).toBe('asked')
    expect(outcome(world.do('anna', 'switch.approve', { handoverId: HOV, invitationId: INV }))).toBe(
      'not-allowed',
    )
    expect(outcome(world.accept('newanna', INV, 'anna.new@example.com'))).toBe('no-invitation')
    expect(outcome(world.do('ada', 'switch.approve', { handoverId: HOV, invitationId: INV }))).toBe(
      'accepted',
    )
    expect(outcome(world.accept('newanna', INV, 'anna.new@example.com'))).toBe('accepted')

    const alone = new World({ ada: { role: 'admin' } })
    start(alone, 'ada', 'ada', 'ada.new@example.com')
    expect(outcome(alone.accept('newada', INV, 'ada.new@example.com'))).toBe('accepted')
    expect(alone.standing('ada').user.role).toBe('admin')
  })

  it('[HAND-18] a User Admin changes only addresses of Members who are Agents everywhere', () => {
    expect(outcome(start(office(), 'una', 'anna', 'anna.new@example.com'))).toBe('accepted')
    expect(outcome(start(office(), 'una', 'max', 'max.new@example.com'))).toBe('not-allowed')
    expect(outcome(start(office(), 'una', 'ada', 'una.second@example.com'))).toBe('not-allowed')
    expect(outcome(start(office(), 'max', 'anna', 'mine@example.com'))).toBe('not-allowed')
  })

  it('[HAND-22] asks twice for a domain that is new here', () => {
    const world = office()
    expect(outcome(start(world, 'ada', 'anna', 'anna@new.example'))).toBe('confirm-domain')
    expect(outcome(start(world, 'ada', 'anna', 'anna@new.example', 'ana@new.example'))).toBe('confirm-domain')
    expect(outcome(start(world, 'ada', 'anna', 'anna@new.example', 'anna@new.example'))).toBe('accepted')
  })

  it('[HAND-22] tells the old address at the start and the end, which may object', () => {
    const world = office()
    const mailTo = (address: string, mail: string) =>
      expect.objectContaining({ effect: 'mail', mail, address, userId: world.user('anna') })
    expect(start(world, 'ada', 'anna', 'anna.new@example.com')).toMatchObject({
      changes: expect.arrayContaining([
        mailTo('anna@example.com', 'switch-started'),
        mailTo('anna.new@example.com', 'switch-invitation'),
      ]),
    })
    expect(world.do('anna', 'handover.call-off', { handoverId: HOV })).toMatchObject({
      changes: expect.arrayContaining([
        { effect: 'mail', mail: 'switch-objected', userId: world.user('ada'), handoverId: HOV },
      ]),
    })
    expect(outcome(world.accept('newanna', INV, 'anna.new@example.com'))).toBe('revoked')
    expect(world.standing('anna').user.email).toBe('anna@example.com')
  })

  it('[HAND-22] tells both addresses when it is done, and when it is undone', () => {
    const world = office()
    const told = (decision: ReturnType<World['do']>) =>
      decision.status === 'accepted'
        ? decision.changes.flatMap((c) =>
            'effect' in c && c.effect === 'mail' ? [`${c.mail} ${c.address}`] : [],
          )
        : []
    start(world, 'ada', 'anna', 'anna.new@example.com')
    const both = ['switch-done anna@example.com', 'switch-done anna.new@example.com']
    expect(told(world.accept('newanna', INV, 'anna.new@example.com'))).toEqual(both)
    expect(told(world.do('ada', 'handover.undo', { handoverId: HOV }))).toEqual(both)
  })

  it('[HAND-19] [ROLE-9] the account owner’s address changes without them 72 hours after everybody was told', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    world.add('ada', 'bill', { role: 'admin' })
    const mail = (name: string, userId: string, more: object = {}) =>
      expect.objectContaining({ effect: 'mail', mail: name, userId, handoverId: HOV, ...more })
    expect(outcome(start(world, 'una', 'ada', 'mine@example.com'))).toBe('not-allowed')
    expect(start(world, 'eve', 'ada', 'ada.new@example.com')).toMatchObject({
      changes: expect.arrayContaining([
        mail('switch-started', world.user('ada'), { address: 'ada@example.com' }),
        mail('switch-of-owner', world.user('bill')),
      ]),
    })
    expect(outcome(world.accept('newada', INV, 'ada.new@example.com'))).toBe('owner-may-object')
    world.later(2)
    expect(outcome(world.accept('newada', INV, 'ada.new@example.com'))).toBe('owner-may-object')
    world.later(1)
    expect(outcome(world.accept('newada', INV, 'ada.new@example.com'))).toBe('accepted')
    expect(world.standing('ada')).toMatchObject({
      user: { email: 'ada.new@example.com', formerly: ['ada@example.com'] },
      isAccountOwner: true,
    })

    const other = office()
    other.add('ada', 'eve', { role: 'admin' })
    start(other, 'eve', 'ada', 'ada.new@example.com')
    expect(outcome(other.do('ada', 'handover.call-off', { handoverId: HOV }))).toBe('accepted')
    other.later(3)
    expect(outcome(other.accept('newada', INV, 'ada.new@example.com'))).toBe('revoked')
  })

  it('[HAND-22] an Admin reverses it within 30 days: address and account are the old ones', () => {
    const world = office()
    start(world, 'ada', 'anna', 'anna.new@example.com')
    world.accept('newanna', INV, 'anna.new@example.com')
    expect(outcome(world.do('anna', 'handover.undo', { handoverId: HOV }))).toBe('not-allowed')
    world.later(29)
    expect(outcome(world.do('max', 'handover.undo', { handoverId: HOV }))).toBe('not-allowed')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({ email: 'anna@example.com', formerly: [] })
    expect(world.directory.accounts.get(world.user('anna'))).toBe(idOf('acc', 'anna'))
  })

  it('[ROLE-9] and of the account owner only what another Admin started: the rest takes 72 hours like any change', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    start(world, 'ada', 'ada', 'ada.new@example.com')
    world.accept('newada', INV, 'ada.new@example.com')
    expect(outcome(world.do('eve', 'handover.undo', { handoverId: HOV }))).toBe('account-owner')
    expect(world.standing('ada').user.email).toBe('ada.new@example.com')
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('accepted')

    const other = office()
    other.add('ada', 'eve', { role: 'admin' })
    other.add('ada', 'bill', { role: 'admin' })
    start(other, 'eve', 'ada', 'ada.new@example.com')
    other.later(3)
    other.accept('newada', INV, 'ada.new@example.com')
    expect(outcome(other.do('bill', 'handover.undo', { handoverId: HOV }))).toBe('accepted')
  })

  it('[HAND-22] and not after 30 days, nor under a later change, nor to an address that is taken by now', () => {
    const late = office()
    start(late, 'ada', 'anna', 'anna.new@example.com')
    late.accept('newanna', INV, 'anna.new@example.com')
    late.must('ada', 'user.invite', { ...late.inviteArgs('other'), email: 'Anna@example.com' })
    expect(outcome(late.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('address-taken')
    late.must('ada', 'invitation.revoke', { userId: late.user('other') })
    const second = { handoverId: idOf('hov', 'two'), invitationId: idOf('inv', 'two') }
    late.must('ada', 'switch.start', {
      ...second,
      userId: late.user('anna'),
      email: 'anna.third@example.com',
    })
    late.accept('third', second.invitationId, 'anna.third@example.com')
    expect(outcome(late.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('undo-later-first')
    late.later(30)
    expect(outcome(late.do('ada', 'handover.undo', second))).toBe('bad-arguments')
    expect(outcome(late.do('ada', 'handover.undo', { handoverId: second.handoverId }))).toBe('undo-ended')
  })

  it('[HAND-2] refuses an address that belongs to somebody else, and one that is the same', () => {
    const world = office()
    expect(outcome(start(world, 'ada', 'anna', 'max@example.com'))).toBe('address-taken')
    expect(outcome(start(world, 'ada', 'anna', ' ANNA@example.com'))).toBe('same-address')
    world.add('ada', 'nora', { pending: true })
    expect(outcome(start(world, 'ada', 'anna', 'nora@example.com'))).toBe('address-taken')
  })

  it('[HAND-14] two Admins who start the same switch get one; another address is told', () => {
    const world = office()
    start(world, 'ada', 'anna', 'anna.new@example.com')
    const second = (email: string) =>
      world.do('ada', 'switch.start', {
        handoverId: idOf('hov', 'two'),
        invitationId: idOf('inv', 'two'),
        userId: world.user('anna'),
        email,
      })
    expect(second('ANNA.new@example.com')).toMatchObject({ aliases: { [idOf('hov', 'two')]: HOV } })
    expect(outcome(second('anna.other@example.com'))).toBe('switch-running')
  })
})
