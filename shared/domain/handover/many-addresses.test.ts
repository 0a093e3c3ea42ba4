import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { guessAddressColumns, pairsOf } from '../import/address-pairs.ts'
import { followAddress } from '../sign-in/follow-address.ts'
import { type AddressChange, changesByDomain, judgeChanges, progressOf } from './many-addresses.ts'
import type { Switch } from '../model/handover.ts'
import { beginPlannedSwitch, leaveForLook } from './begin-switch.ts'

const BATCH = idOf('bat', 'move')
const office = () => {
  const world = new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'agent' } },
    ben: { levels: { sales: 'owner' } },
    una: { role: 'user-admin' },
    nora: { levels: { sales: 'agent' }, pending: true },
    dora: {},
  })
  world.must('ada', 'user.deactivate', { userId: world.user('dora') })
  return world
}
const judge = (world: World, by: string, changes: AddressChange[]) =>
  world.ask(judgeChanges(world.user(by), changes, world.now))
const startOne = (world: World, by: string, change: AddressChange, startAt?: string) => {
  const handoverId = world.newId('hov')
  const decision = world.do(by, 'switch.start', {
    handoverId,
    invitationId: world.newId('inv'),
    ...change,
    emailAgain: change.email,
    batch: { id: BATCH, ...(startAt && { startAt }) },
  })
  return { handoverId, decision }
}
const changeOf = (world: World, handoverId: string): Switch => {
  const handover = world.directory.tables.handover.get(handoverId)
  if (handover?.kind !== 'switch') throw new Error('no change of address')
  return handover
}

describe('[HAND-20] many addresses at once', () => {
  it('keeps the part before the @ for everybody at a domain who has joined', () => {
    const world = office()
    const changes = changesByDomain(world.directory.all('user'), 'example.com', 'new.example')
    expect(changes.map(({ email }) => email).sort()).toEqual(
      ['ada', 'anna', 'ben', 'una'].map((name) => `${name}@new.example`),
    )
  })

  it('judges each person before anything happens', () => {
    const world = office()
    startOne(world, 'ada', { userId: world.user('ben'), email: 'ben@later.example' })
    const change = (who: string, email: string) => ({ userId: world.user(who), email })
    const verdicts = (by: string, ...changes: AddressChange[]) =>
      judge(world, by, changes).map(({ verdict }) => verdict)
    expect(
      verdicts(
        'ada',
        change('anna', 'anna@new.example'),
        change('una', 'UNA@example.com'),
        change('ada', 'anna@example.com'),
        change('nora', 'nora@new.example'),
        change('ben', 'ben@new.example'),
      ),
    ).toEqual(['ready', 'has-it', 'other-user', 'refused', 'under-way'])
    expect(verdicts('ada', change('anna', 'nora@example.com'))).toEqual(['taken'])
    expect(verdicts('ada', change('anna', 'dora@example.com'))).toEqual(['taken'])
    expect(verdicts('ada', change('anna', 'anna@'))).toEqual(['invalid'])
    expect(verdicts('ada', change('anna', 'x@new.example'), change('una', 'X@new.example'))).toEqual([
      'twice',
      'twice',
    ])
    // Not an Admin's, nor that of somebody with a higher level than Agent (ROLE-6).
    expect(verdicts('una', change('anna', 'a@new.example'), change('ada', 'b@new.example'))).toEqual([
      'ready',
      'refused',
    ])
  })

  it('makes all that it called ready, whatever the order, and adds no seat', () => {
    const names = ['ada', 'anna', 'ben', 'una', 'nora', 'dora']
    const email = fc.oneof(
      fc.constantFrom(...names.map((name) => `${name}@example.com`), 'not an address'),
      fc.constantFrom(...names).map((name) => `${name}@new.example`),
    )
    const change = fc.record({ who: fc.constantFrom(...names), email })
    const changes = fc.uniqueArray(change, { selector: ({ who }) => who })
    fc.assert(
      fc.property(changes, fc.constantFrom('ada', 'una'), fc.nat(5), (wanted, by, turn) => {
        const world = office()
        const seats = world.directory.answer({ kind: 'seatsTaken' })
        const judged = judge(
          world,
          by,
          wanted.map(({ who, email: to }) => ({ userId: world.user(who), email: to })),
        )
        const turned = [...judged.slice(turn), ...judged.slice(0, turn)]
        for (const { verdict, other: _, reason: __, ...one } of turned) {
          if (verdict === 'twice' || verdict === 'invalid') continue
          const made = outcome(startOne(world, by, one).decision)
          expect({ ...one, made: made === 'accepted' }).toEqual({ ...one, made: verdict === 'ready' })
        }
        expect(world.directory.answer({ kind: 'seatsTaken' })).toBe(seats)
        // Nobody's address changes before their own new one has accepted.
        for (const { who } of wanted)
          expect(world.directory.tables.user.get(world.user(who))?.email).toBe(`${who}@example.com`)
      }),
      { numRuns: 200 },
    )
  })

  it('starts planned ones on their date, with today’s rights, and can call them off', () => {
    const world = office()
    const startAt = '2026-03-10T08:00:00.000Z'
    const [anna, ben] = ['anna', 'ben'].map((who) =>
      startOne(world, 'ada', { userId: world.user(who), email: `${who}@new.example` }, startAt),
    ) as [ReturnType<typeof startOne>, ReturnType<typeof startOne>]
    expect(anna.decision).toMatchObject({
      cause: BATCH,
      changes: expect.arrayContaining([{ effect: 'begin-later', handoverId: anna.handoverId, at: startAt }]),
    })
    expect(world.directory.all('invitation').filter(({ purpose }) => purpose === 'switch')).toEqual([])
    const progress = () => progressOf(world.directory.all('handover').filter((one) => one.kind === 'switch'))
    expect(progress()).toMatchObject({ all: 2, planned: 2, waiting: 0 })
    world.must('ada', 'handover.call-off', { handoverId: ben.handoverId })
    world.later(10)
    const begin = (handoverId: string) =>
      world.ask(beginPlannedSwitch(handoverId, world.newId('inv'), world.now))
    expect(begin(ben.handoverId)).toMatchObject({ status: 'accepted', changes: [] })
    const begun = begin(anna.handoverId)
    if (begun.status !== 'accepted') throw new Error(begun.message)
    world.directory.apply(begun.changes)
    expect(progress()).toMatchObject({ all: 2, planned: 0, waiting: 1, left: 1 })
    const { invitationId } = changeOf(world, anna.handoverId)
    expect(outcome(world.accept('anna2', invitationId ?? '', 'anna@new.example'))).toBe('accepted')
    expect(progress()).toMatchObject({ accepted: 1 })
    expect(
      outcome(
        startOne(
          world,
          'ada',
          { userId: world.user('una'), email: 'u@new.example' },
          '2036-01-01T00:00:00.000Z',
        ).decision,
      ),
    ).toBe('too-far')
  })

  it('leaves what can’t start on its date for somebody’s look, who starts it or calls it off', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    const startAt = '2026-03-10T08:00:00.000Z'
    const { handoverId } = startOne(
      world,
      'eve',
      { userId: world.user('anna'), email: 'anna@new.example' },
      startAt,
    )
    world.must('ada', 'user.set-role', { userId: world.user('eve'), role: 'member' })
    world.later(10)
    const refused = world.ask(beginPlannedSwitch(handoverId, world.newId('inv'), world.now))
    if (refused.status !== 'refused') throw new Error('an Admin no more')
    expect(refused.code).toBe('not-allowed')
    const left = world.ask(leaveForLook(handoverId, refused))
    if (left.status === 'accepted') world.directory.apply(left.changes)
    expect(changeOf(world, handoverId)).toMatchObject({
      state: 'needs-look',
      reasons: [{ code: 'not-allowed' }],
    })
    const again = { handoverId, invitationId: world.newId('inv') }
    expect(outcome(world.do('eve', 'switch.begin', again))).toBe('not-allowed')
    world.must('ada', 'switch.begin', again)
    expect(changeOf(world, handoverId)).toMatchObject({
      state: 'waiting',
      approvedBy: world.user('ada'),
      reasons: [],
    })
  })

  it('[ROLE-9] of the account owner a planned one still waits 72 hours after all Admins were told', () => {
    const world = office()
    world.add('ada', 'eve', { role: 'admin' })
    const startAt = '2026-03-10T09:00:00.000Z'
    const { handoverId } = startOne(
      world,
      'eve',
      { userId: world.user('ada'), email: 'ada@new.example' },
      startAt,
    )
    world.now = startAt
    const begun = world.ask(beginPlannedSwitch(handoverId, world.newId('inv'), world.now))
    if (begun.status === 'accepted') world.directory.apply(begun.changes)
    expect(changeOf(world, handoverId).notBefore).toBe('2026-03-13T09:00:00.000Z')
  })

  it('[INV-11] the same Google account under a new name accepts nothing: the change is done with it', () => {
    const world = office()
    const { handoverId } = startOne(world, 'ada', { userId: world.user('anna'), email: 'anna@new.example' })
    const { invitationId } = changeOf(world, handoverId)
    const followed = world.ask(
      followAddress(world.user('anna'), 'anna@example.com', 'anna@new.example', world.now),
    )
    if (followed.status !== 'accepted') throw new Error(followed.message)
    world.directory.apply(followed.changes)
    expect(changeOf(world, handoverId)).toMatchObject({ state: 'done', sameAccount: true })
    expect(world.directory.tables.invitation.get(invitationId ?? '')?.state).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({
      email: 'anna@new.example',
      formerly: ['anna@example.com'],
    })
    // Back again: no other account ever sat there.
    const undone = world.must('ada', 'handover.undo', { handoverId })
    expect(undone.changes.some((change) => 'effect' in change && change.effect === 'sit-again')).toBe(false)
    expect(world.standing('anna').user.email).toBe('anna@example.com')
  })

  it('an account that has proven both addresses accepts, and stays signed in', () => {
    const world = office()
    const { handoverId } = startOne(world, 'ada', { userId: world.user('anna'), email: 'anna@new.example' })
    const accepted = world.accept('anna', changeOf(world, handoverId).invitationId ?? '', 'anna@new.example')
    expect(outcome(accepted)).toBe('accepted')
    expect(JSON.stringify(accepted)).not.toContain('"sit"')
    expect(changeOf(world, handoverId)).toMatchObject({ state: 'done', sameAccount: true })
  })
})

describe('[HAND-20] a file of old and new addresses', () => {
  const table = (header: string[], ...rows: string[][]) => ({
    header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  })

  it('finds the columns by name, else by order', () => {
    const row = ['Anna', 'a@new.example', 'a@example.com']
    expect(guessAddressColumns(table(['Name', 'New email', 'Old email'], row))).toEqual({ old: 2, new: 1 })
    expect(guessAddressColumns(table(['Who', 'Mail', 'Mail (column 3)'], row))).toEqual({ old: 1, new: 2 })
    expect(guessAddressColumns(table(['Who'], ['Anna']))).toEqual({ old: null, new: null })
  })

  it('finds people by the address they have or had, and says which rows it can’t use', () => {
    const world = office()
    const users = world.directory
      .all('user')
      .map((user) => (user.id === world.user('ben') ? { ...user, formerly: ['benny@example.com'] } : user))
    const pairs = pairsOf(
      table(
        ['old', 'new'],
        ['ANNA@example.com', 'anna@new.example'],
        ['benny@example.com', 'ben@new.example'],
        ['', ''],
        ['who@example.com', 'who@new.example'],
        ['anna@example.com', 'other@new.example'],
        ['una@example.com', ''],
        ['', 'x@new.example'],
        ['dora@example.com', 'dora@new.example'],
      ),
      { old: 0, new: 1 },
      users,
    )
    expect(pairs.changes).toEqual([
      { userId: world.user('anna'), email: 'anna@new.example' },
      { userId: world.user('ben'), email: 'ben@new.example' },
    ])
    expect(pairs.failed.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9])
  })
})
