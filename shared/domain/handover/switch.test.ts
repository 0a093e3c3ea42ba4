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
    expect(outcome(world.do('anna', 'handover.call-off', { handoverId: HOV }))).toBe('accepted')
    expect(outcome(world.accept('newanna', INV, 'anna.new@example.com'))).toBe('revoked')
    expect(world.standing('anna').user.email).toBe('anna@example.com')
  })

  it('[HAND-22] an Admin reverses it within 30 days: address and account are the old ones', () => {
    const world = office()
    start(world, 'ada', 'anna', 'anna.new@example.com')
    world.accept('newanna', INV, 'anna.new@example.com')
    expect(outcome(world.do('anna', 'handover.undo', { handoverId: HOV }))).toBe('not-allowed')
    world.later(29)
    expect(outcome(world.do('ada', 'handover.undo', { handoverId: HOV }))).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({ email: 'anna@example.com', formerly: [] })
    expect(world.directory.accounts.get(world.user('anna'))).toBe(idOf('acc', 'anna'))
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
