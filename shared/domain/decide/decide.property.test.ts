import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, World } from '../../../tests/world/world.ts'
import { LEVELS } from '../model/membership.ts'
import { holderOf } from '../model/portfolio.ts'
import { ROLES } from '../model/user.ts'

const PEOPLE = ['ada', 'anna', 'ben', 'carl', 'una', 'nora'] as const
const person = fc.constantFrom(...PEOPLE)
const workspace = fc.constantFrom('sales', 'service')
/** Parts that a handover leaves unassigned where the receiver has no level (HAND-24). */
const unassigned = fc.subarray(['sales', 'service'])

/** One thing somebody tries; most are refused, and that must do no harm. */
type Deed = (world: World, n: number) => void
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ by: person, to: person, role: fc.constantFrom(...ROLES) }).map(
    ({ by, to, role }) =>
      (w: World) =>
        void w.do(by, 'user.set-role', { userId: w.user(to), role }),
  ),
  fc
    .record({
      by: person,
      to: person,
      type: fc.constantFrom('user.block', 'user.unblock', 'user.deactivate', 'invitation.revoke'),
    })
    .map(
      ({ by, to, type }) =>
        (w: World) =>
          void w.do(by, type, { userId: w.user(to) }),
    ),
  fc.record({ by: person, to: person, unassign: fc.boolean() }).map(
    ({ by, to, unassign }) =>
      (w: World) =>
        void w.do(by, 'user.erase', { userId: w.user(to), unassign }),
  ),
  fc.record({ by: person, to: person }).map(({ by, to }) => (w: World) => {
    const homes = ['sales', 'service'].map((name) => ({
      workspaceId: w.workspace(name),
      portfolioId: w.newId('pfo'),
    }))
    w.do(by, 'user.restore', { userId: w.user(to), homes })
  }),
  fc
    .record({ by: person, to: person, workspace, level: fc.constantFrom(...LEVELS) })
    .map(({ by, to, workspace: name, level }) => (w: World) => {
      const place = { ...w.place(to, name, level), portfolioId: w.newId('pfo') }
      w.do(by, 'membership.set', { userId: w.user(to), place })
    }),
  fc.record({ by: person, to: person, workspace }).map(
    ({ by, to, workspace: name }) =>
      (w: World) =>
        void w.do(by, 'membership.remove', { userId: w.user(to), workspaceId: w.workspace(name) }),
  ),
  fc
    .record({
      by: person,
      from: fc.option(person),
      to: person,
      afterwards: fc.constantFrom('stay' as const, 'block' as const, 'deactivate' as const),
      parts: unassigned,
    })
    .map(({ by, from, to, afterwards, parts }) => (w: World) => {
      if ([by, from ?? by, to].every((name) => w.directory.tables.user.has(w.user(name))))
        w.handover(by, from, to, afterwards, w.newId('hov'), parts)
    }),
  fc
    .record({ by: person, nth: fc.nat(5), type: fc.constantFrom('handover.undo', 'handover.call-off') })
    .map(({ by, nth, type }) => (w: World) => {
      const handover = w.directory.all('handover').at(nth)
      if (handover) w.do(by, type, { handoverId: handover.id })
    }),
  fc.record({ by: person, who: person, n: fc.nat(3) }).map(({ by, who, n }) => (w: World) => {
    const invitationId = w.newId('inv')
    const email = `${who}${n}@example.com`
    w.do(by, 'switch.start', { handoverId: w.newId('hov'), invitationId, userId: w.user(who), email })
    w.accept(`${who}${n}`, invitationId, email)
  }),
  fc.record({ by: person, from: person, to: person, role: fc.constantFrom(...ROLES) }).map(
    ({ by, from, to, role }) =>
      (w: World) =>
        w.merge(by, from, to, role),
  ),
  fc.record({ by: person, who: person }).map(({ by, who }) => (w: World) => {
    // Everything is new: whoever took another address left an old one that can be invited again.
    const workspaces = [{ ...w.place(who, 'sales', 'agent'), portfolioId: w.newId('pfo') }]
    const ids = { userId: w.newId('usr'), invitationId: w.newId('inv') }
    w.do(by, 'user.invite', { ...w.inviteArgs(who), ...ids, workspaces })
  }),
  fc.constant((w: World) => void w.accept('nora', idOf('inv', 'nora'))),
)

function holds(world: World): void {
  const { directory } = world
  const admins = directory.answer({ kind: 'activeAdmins' }) as string[]
  expect(admins.length).toBeGreaterThan(0)
  const addresses = directory
    .all('user')
    .filter((u) => u.state !== 'erased')
    .map((u) => u.emailKey)
  expect(new Set(addresses).size).toBe(addresses.length)
  const accounts = [...directory.accounts.values()]
  expect(new Set(accounts).size).toBe(accounts.length)
  const homes = directory
    .all('portfolio')
    .filter((p) => p.homeOf)
    .map((p) => `${p.homeOf} ${p.workspaceId}`)
  expect(new Set(homes).size).toBe(homes.length)
  for (const portfolio of directory.all('portfolio')) {
    const holder = holderOf(portfolio)
    expect(holder === null || directory.tables.user.has(holder)).toBe(true)
    expect(directory.tables.user.get(holder ?? '')?.state).not.toBe('erased')
  }
  const owner = directory.all('organization')[0]?.ownerUserId ?? ''
  expect(['active', 'blocked']).toContain(directory.tables.user.get(owner)?.state)
}

describe('any sequence of commands by any actors', () => {
  it('[ROLE-5] [HAND-14] [HAND-24] leaves an active Admin, each portfolio with one holder or none, addresses and accounts unique', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const world = new World({
          ada: { role: 'admin' },
          anna: { role: 'admin' },
          ben: { levels: { sales: 'owner', service: 'agent' } },
          carl: { levels: { sales: 'manager' } },
          una: { role: 'user-admin' },
          nora: { levels: { sales: 'agent' }, pending: true },
        })
        deeds.forEach((each, n) => {
          each(world, n)
          holds(world)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('[HAND-12] [HAND-24] a handover and its undo at once leave every portfolio and person as they were', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 15 }),
        person,
        person,
        fc.constantFrom('stay' as const, 'block' as const, 'deactivate' as const),
        unassigned,
        (deeds, from, to, afterwards, parts) => {
          const world = new World({
            ada: { role: 'admin' },
            anna: { levels: { sales: 'agent', service: 'agent' } },
            ben: { levels: { sales: 'owner', service: 'agent' } },
            carl: { levels: { sales: 'manager' } },
            una: { role: 'user-admin' },
            nora: { levels: { sales: 'agent' }, pending: true },
          })
          deeds.forEach((each, n) => each(world, n))
          if (![from, to].every((name) => world.directory.tables.user.has(world.user(name)))) return
          const picture = () => ({
            held: world.directory.all('portfolio').map((p) => [p.id, holderOf(p)]),
            states: world.directory.all('user').map((u) => [u.id, u.state]),
          })
          const before = picture()
          const id = idOf('hov', 'undone')
          world.handover('ada', from, to, afterwards, id, parts)
          if (world.directory.tables.handover.get(id)?.state !== 'done') return
          world.must('ada', 'handover.undo', { handoverId: id })
          const known = new Set(before.held.map(([portfolioId]) => portfolioId))
          const after = picture()
          expect({
            ...after,
            held: after.held.filter(([portfolioId]) => known.has(portfolioId ?? null)),
          }).toEqual(before)
        },
      ),
      { numRuns: 300 },
    )
  })
})
