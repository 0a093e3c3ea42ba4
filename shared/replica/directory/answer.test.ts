// Over 300 lines, because each command that can be tried stands in the one list that the properties draw from.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, World } from '../../../tests/world/world.ts'
import { rowKey, type Rows, type Table } from '../../domain/decide/change.ts'
import { decide } from '../../domain/decide/decide.ts'
import type { Decision } from '../../domain/decide/decision.ts'
import { meOf } from '../../domain/documents/document-name.ts'
import { type Entry, entriesOf, type Surroundings } from '../../domain/documents/project.ts'
import { directoryDocumentsOf } from '../../domain/documents/readable.ts'
import { LEVELS } from '../../domain/model/membership.ts'
import { holderOf } from '../../domain/model/portfolio.ts'
import { ROLES } from '../../domain/model/user.ts'
import { Directory } from './directory.ts'
import { MergedRows } from './merged-rows.ts'
import { decideOver, draw, idsIn, isKnown } from './overlay.ts'
import { wireName } from '../socket/wanted-rooms.ts'

const PEOPLE = ['ada', 'bill', 'ben', 'carl', 'una', 'nora', 'zoe'] as const
const person = fc.constantFrom(...PEOPLE)
const workspace = fc.constantFrom('sales', 'service')

type Attempt = (world: World) => { by: string; type: string; args: unknown } | null
const simple = (type: string, more: object = {}): fc.Arbitrary<Attempt> =>
  fc
    .record({ by: person, to: person })
    .map(({ by, to }) => (w: World) => ({ by, type, args: { userId: w.user(to), ...more } }))

/** Something somebody tries. Most of it is refused. */
const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  simple('user.block'),
  simple('user.unblock'),
  simple('user.deactivate'),
  simple('invitation.revoke'),
  simple('invitation.resend'),
  fc.record({ by: person, to: person }).map(({ by, to }) => (w: World) => ({
    by,
    type: 'user.restore',
    args: {
      userId: w.user(to),
      homes: ['sales', 'service'].map((name) => ({
        workspaceId: w.workspace(name),
        portfolioId: w.newId('pfo'),
      })),
    },
  })),
  fc
    .record({ by: person, limit: fc.option(fc.integer({ min: 4, max: 8 })) })
    .map(({ by, limit }) => () => ({ by, type: 'organization.limit-seats', args: { limit } })),
  fc
    .record({ by: person, ownersAddSeats: fc.boolean() })
    .map(({ by, ownersAddSeats }) => () => ({ by, type: 'organization.edit', args: { ownersAddSeats } })),
  fc
    .record({ by: person, seatPrice: fc.nat(5_000) })
    .map(({ by, seatPrice }) => () => ({ by, type: 'billing.edit', args: { seatPrice } })),
  simple('user.erase', { unassign: true }),
  fc
    .record({ by: person, to: person, role: fc.constantFrom(...ROLES) })
    .map(({ by, to, role }) => (w: World) => ({
      by,
      type: 'user.set-role',
      args: { userId: w.user(to), role },
    })),
  fc
    .record({ by: person, to: person, name: fc.constantFrom('Max', 'Mia') })
    .map(({ by, to, name }) => (w: World) => ({
      by,
      type: 'user.rename',
      args: { userId: w.user(to), name },
    })),
  fc
    .record({ by: person, to: person, workspace, level: fc.constantFrom(...LEVELS) })
    .map(({ by, to, workspace: name, level }) => (w: World) => ({
      by,
      type: 'membership.set',
      args: { userId: w.user(to), place: { ...w.place(to, name, level), portfolioId: w.newId('pfo') } },
    })),
  fc.record({ by: person, to: person, workspace }).map(({ by, to, workspace: name }) => (w: World) => ({
    by,
    type: 'membership.remove',
    args: { userId: w.user(to), workspaceId: w.workspace(name) },
  })),
  fc
    .record({
      by: person,
      who: fc.constantFrom(...PEOPLE, 'neu'),
      workspace,
      role: fc.constantFrom(...ROLES),
    })
    .map(({ by, who, workspace: name, role }) => (w: World) => ({
      by,
      type: 'user.invite',
      args: {
        ...w.inviteArgs(who, role, { [name]: 'agent' }),
        userId: w.newId('usr'),
        invitationId: w.newId('inv'),
        workspaces: [{ ...w.place(who, name, 'agent'), portfolioId: w.newId('pfo') }],
      },
    })),
  fc.record({ by: person, workspace }).map(({ by, workspace: name }) => (w: World) => ({
    by,
    type: 'folder.create',
    args: {
      folderId: w.newId('fld'),
      workspaceId: w.workspace(name),
      name: 'Deals',
      fields: [],
      stage: null,
    },
  })),
  fc.record({ by: person, from: fc.option(person), to: person }).map(({ by, from, to }) => (w: World) => {
    if (![by, from ?? by, to].every((name) => w.directory.tables.user.has(w.user(name)))) return null
    return { by, type: 'handover.start', args: { handoverId: w.newId('hov'), plan: w.plan(by, from, to) } }
  }),
  fc
    .record({ by: person, from: person, to: person, role: fc.constantFrom(...ROLES) })
    .map(({ by, from, to, role }) => (w: World) => ({
      by,
      type: 'user.merge',
      args: w.mergeArgs(from, to, role),
    })),
  fc
    .record({
      by: person,
      nth: fc.nat(3),
      type: fc.constantFrom('handover.undo', 'handover.call-off', 'handover.resume', 'switch.approve'),
    })
    .map(({ by, nth, type }) => (w: World) => {
      const handover = w.directory.all('handover').at(nth)
      return handover ? { by, type, args: { handoverId: handover.id } } : null
    }),
  fc
    .record({ by: person, who: person, n: fc.nat(2), domain: fc.constantFrom('example.com', 'other.org') })
    .map(({ by, who, n, domain }) => (w: World) => ({
      by,
      type: 'switch.start',
      args: {
        handoverId: w.newId('hov'),
        invitationId: w.newId('inv'),
        userId: w.user(who),
        email: `${who}${n}@${domain}`,
      },
    })),
)

const office = () =>
  new World({
    ada: { role: 'admin' },
    bill: { role: 'billing-admin' },
    ben: { levels: { sales: 'owner', service: 'agent' } },
    carl: { levels: { sales: 'manager' } },
    una: { role: 'user-admin', levels: { service: 'agent' } },
    nora: { levels: { sales: 'agent' }, pending: true },
    zoe: {},
  })

function surroundings({ directory }: World): Surroundings {
  return {
    membershipsOf: (userId) => directory.all('membership').filter((m) => m.userId === userId),
    workspacesWithItemsOf: (userId) =>
      directory
        .all('portfolio')
        .filter((p) => p.origin === userId || holderOf(p) === userId)
        .map((p) => p.workspaceId),
    workspaceOfPortfolio: (id) => directory.tables.portfolio.get(id)?.workspaceId ?? null,
    workspaces: () => directory.all('workspace').map(({ id }) => id),
  }
}

/** What stands in the documents, as the server writes them. */
function entries(world: World): Entry[] {
  const around = surroundings(world)
  return (Object.keys(world.directory.tables) as Table[]).flatMap((table) =>
    world.directory.all(table).flatMap((row) => entriesOf(table, row as Rows[typeof table], around)),
  )
}

/** What this person's device sees of it; `missing` decides which documents have not come yet. */
function deviceOf(world: World, name: string, missing: (document: string) => boolean): Directory {
  const userId = world.user(name)
  const readable = directoryDocumentsOf(world.standing(name), world.directory.all('workspace'))
  const held = new Set(readable.map(wireName).filter((document) => !missing(document)))
  const rows = new MergedRows()
  for (const { document, key, value } of entries(world))
    if (held.has(document)) rows.set(document, key, value)
  return new Directory({
    organizationId: idOf('org', 'acme'),
    userId,
    ...rows.snapshot(),
    held,
    clouded: new Set(),
    aliases: new Map(),
  })
}

/** Decisions are the same when they say the same changes, in whatever order. */
function comparable(decision: Decision) {
  if (decision.status === 'refused') return decision
  return { ...decision, changes: decision.changes.map((change) => JSON.stringify(change)).sort() }
}

describe('a device', () => {
  it('[SYNC-2] answers as the server does, or that it can’t know: in any state, whatever it sees of it', () => {
    const seen = { later: 0, accepted: 0, refused: 0 }
    fc.assert(
      fc.property(
        fc.array(attempt, { maxLength: 12 }),
        fc.array(attempt, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
        (before, tried, gaps) => {
          const world = office()
          for (const each of before) {
            const made = each(world)
            if (made) world.do(made.by, made.type, made.args)
          }
          for (const each of tried) {
            const made = each(world)
            if (!made || !world.directory.tables.user.has(world.user(made.by))) continue
            const { by, type, args } = made
            const command = { id: world.newId('cmd'), type, args }
            let nth = 0
            const mine = meOf(world.user(by))
            const device = deviceOf(
              world,
              by,
              (name) => name !== mine && (gaps[nth++ % gaps.length] ?? 9) < 2,
            )
            const here = decideOver(device, command, world.now)
            seen[here.status]++
            if (here.status === 'later') continue
            const there = world.ask(decide(command, { kind: 'user', userId: world.user(by) }, world.now))
            expect({ by, type, ...comparable(here) }).toEqual({ by, type, ...comparable(there) })
          }
        },
      ),
      { numRuns: 500 },
    )
    // Otherwise this would prove nothing.
    expect(Math.min(seen.accepted, seen.refused, seen.later)).toBeGreaterThan(20)
  })

  it('[SYNC-2] draws waiting commands as the server will carry them out, if nobody comes in between', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 8 }), (tried) => {
        const world = office()
        let device = deviceOf(world, 'ada', () => false)
        for (const each of tried) {
          const made = each(world)
          if (!made) continue
          const command = { id: world.newId('cmd'), type: made.type, args: made.args }
          // Only the server knows accounts and counts; what follows on such a command is uncertain, too.
          if (decideOver(device, command, world.now).status === 'later') return
          const creates = [...idsIn(made.args)].filter((id) => !isKnown(device, id))
          device = draw(device, { command, createdAt: world.now, creates })
          world.do('ada', made.type, made.args)
        }
        for (const table of Object.keys(world.directory.tables) as Table[])
          expect(byKey(table, [...device.data.tables[table].values()])).toEqual(
            byKey(table, world.directory.all(table)),
          )
      }),
      { numRuns: 300 },
    )
  })

  it('calls uncertain what waiting commands that it cannot decide are about', () => {
    const world = office()
    const device = deviceOf(world, 'carl', () => false)
    const userId = world.newId('usr')
    // Whether this address is somebody's, a Manager's device cannot know.
    const invite = {
      command: {
        id: world.newId('cmd'),
        type: 'user.invite',
        args: { ...world.inviteArgs('max', 'member', { sales: 'agent' }), userId },
      },
      createdAt: world.now,
      creates: [userId],
    }
    const rename = { id: world.newId('cmd'), type: 'user.rename', args: { userId, name: 'Max' } }
    const admin = deviceOf(world, 'ada', () => false)
    expect(decideOver(admin, rename, world.now).status).toBe('refused')
    const after = new Directory({ ...admin.data, clouded: new Set([userId]) })
    expect(decideOver(after, rename, world.now).status).toBe('later')
    expect(draw(device, invite).users).toEqual(device.users)
  })
})

describe('what a device knows of its organization', () => {
  it('[INV-7] [ROLE-13] is its name, zone and currency for everybody, and the price for those who may add people', () => {
    const world = office()
    const about = (who: string) => deviceOf(world, who, () => false).about
    const everybody = { id: idOf('org', 'acme'), name: 'Acme', timeZone: 'Europe/Berlin', currency: 'EUR' }
    expect(about('zoe')).toEqual(everybody)
    expect(about('ben')).toEqual({ ...everybody, ownersAddSeats: false })
    world.must('ada', 'organization.edit', { ownersAddSeats: true })
    expect(about('ben')).toMatchObject({ seatPrice: 1200, seatLimit: null })
    expect(about('zoe')).toEqual(everybody)
    expect(about('bill')).toMatchObject({ seatPrice: 1200, ownerUserId: world.user('ada') })
    expect(deviceOf(world, 'ben', () => false).organization).toBeNull()
  })
})

const byKey = (table: Table, rows: Rows[Table][]): string[] =>
  rows.map((row) => `${rowKey(table, row as never)} ${JSON.stringify(row)}`).sort()
