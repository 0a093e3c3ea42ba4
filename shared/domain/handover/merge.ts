import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailKey } from '../model/email.ts'
import type { ItemCount, ItemHandover, Merge, MergedMembership } from '../model/handover.ts'
import type { Membership } from '../model/membership.ts'
import { holderOf, homePortfolio, type Portfolio } from '../model/portfolio.ts'
import type { Role } from '../model/user.ts'
import { can } from '../policy/can.ts'
import { countsAsAdmin, higherOf, isAdmin } from '../policy/column.ts'
import { keepsAnAdmin } from '../policy/last-admin.ts'
import { voidRequests } from '../request/void-requests.ts'
import { passOnInvitations } from './pass-on-invitations.ts'
import { handedTo, summed } from './run.ts'
import { undo } from './undo.ts'

/** Two users of one person (HAND-21): everything of `from` goes to `to`, who stays. */
export interface Both {
  from: Standing
  to: Standing
}

export interface MergeWishes {
  handoverId: string
  /** One of the roles of the two. */
  role: Role
  /** Homes for the one who stays, in workspaces that only the other was in. */
  homes: { workspaceId: string; portfolioId: string }[]
  /** What the preview showed; null where the device knows no counts. */
  shown: ItemCount[] | null
}

/** What stands against making these two one, whoever asks; rights are today's. */
export function* refusedMerge(actor: Standing, { from, to }: Both, role: Role): Asking<Refusal | null> {
  for (const user of [from, to]) {
    const refusal = can(actor, 'switch account', { user })
    if (refusal) return refusal
  }
  if (from.user.id === to.user.id) return refuse('same-person', 'This is one user already.')
  if (from.user.state === 'pending' || to.user.state === 'pending')
    return refuse(
      'pending-user',
      'One of the two has only been invited. Take that invitation back, then change the address of the other.',
    )
  if (to.user.state !== 'active')
    return refuse(
      'not-active-user',
      'The user that stays must be active. Keep the other one, or restore this one.',
    )
  if (from.user.state !== 'active' && from.user.state !== 'blocked')
    return refuse('not-active-user', 'This user has left already. Hand over what is still theirs instead.')
  if (from.isAccountOwner)
    return refuse('account-owner', 'This user owns the account. Keep this one, and let the other go.')
  return (yield* refusedRole(actor, { from, to }, role)) ?? (yield* nothingUnderWay({ from, to }))
}

function* refusedRole(actor: Standing, { from, to }: Both, role: Role): Asking<Refusal | null> {
  if (role !== from.user.role && role !== to.user.role)
    return refuse('bad-arguments', 'Not understood: role: neither of the two has it')
  if (to.isAccountOwner && !isAdmin({ role }))
    return refuse('account-owner', 'The account owner is always Admin. Choose that role.')
  if (role !== to.user.role) {
    const refusal = can(actor, 'change roles', { user: to, role })
    if (refusal) return refusal
  }
  if (isAdmin({ role })) return null
  for (const { user } of [from, to])
    if (countsAsAdmin(user)) {
      const last = yield* keepsAnAdmin(user.id)
      if (last) return last
    }
  return null
}

function* nothingUnderWay({ from, to }: Both): Asking<Refusal | null> {
  for (const { user } of [from, to]) {
    const open = yield* ask('openHandoversOf', { userId: user.id })
    if (open.length > 0)
      return refuse(
        'handover-waits',
        `A handover or a change of address of ${user.name || user.email} is under way. Call it off first.`,
      )
  }
  return null
}

/**
 * Makes two users one: each portfolio of `from` gets the other as holder, who also gets their workspaces, at the higher level
 * of the two; `from` is deactivated, which frees the seat, and their address is "formerly" the other's.
 */
export function* runMerge(
  { handoverId, role, homes, shown }: MergeWishes,
  actor: Standing,
  { from, to }: Both,
  now: string,
): Asking<Change[] | Refusal> {
  const held = yield* ask('portfoliosHeldBy', { userId: from.user.id })
  const own = yield* ask('homesOf', { userId: to.user.id })
  const changes: Change[] = held.map((portfolio) =>
    put('portfolio', { ...handedTo(portfolio, to.user.id, handoverId, now), homeOf: null }),
  )
  const memberships = joined({ from, to })
  for (const { workspaceId, before, after } of memberships) {
    const row: Membership = { userId: to.user.id, workspaceId, ...after }
    changes.push(before ? put('membership', row) : create('membership', row))
  }
  for (const { workspaceId } of from.memberships) {
    if (own.some((home) => home.workspaceId === workspaceId)) continue
    const home = homes.find((one) => one.workspaceId === workspaceId)
    if (!home)
      return refuse('needs-home', 'Their workspaces have changed. Open the page again, and once more.')
    changes.push(create('portfolio', homePortfolio(home.portfolioId, workspaceId, to.user.id, now)))
  }
  const moved = summed(yield* ask('itemCounts', { portfolioIds: held.map((p) => p.id) }))
  const merge: Merge = { role, roleBefore: to.user.role, memberships }
  const handover: ItemHandover = {
    kind: 'handover',
    id: handoverId,
    state: 'done',
    startedBy: actor.user.id,
    startedAt: now,
    doneAt: now,
    endedBy: null,
    reasons: [],
    plan: {
      from: from.user.id,
      to: to.user.id,
      moves: held.map((p) => ({ portfolioId: p.id, expectedHolder: from.user.id })),
      shown,
      afterwards: 'deactivate',
      newHomes: [],
      access: [],
    },
    report: { moved, differences: differing(shown, moved), stayed: [] },
    stateBefore: from.user.state === 'blocked' ? 'blocked' : 'active',
    merge,
  }
  const userId = to.user.id
  return [
    ...changes,
    ...(yield* passOnInvitations(from.user.id, userId)),
    ...(yield* voidRequests(from.user.id)),
    put('user', { ...from.user, state: 'deactivated', leftAt: now }),
    put('user', { ...to.user, role, formerly: withFormer(to, from.user.email) }),
    create('handover', handover),
    { effect: 'close-sockets', userId: from.user.id, why: 'deactivated' },
    { effect: 'mail', mail: 'users-merged', userId, address: from.user.email, handoverId },
    { effect: 'mail', mail: 'users-merged', userId, handoverId },
  ]
}

const withFormer = (to: Standing, email: string): string[] => [
  ...to.user.formerly.filter((old) => emailKey(old) !== emailKey(email)),
  email,
]

/** The workspaces of `from` in which the other gets more than they have: the higher level, and only restrictions of both. */
function joined({ from, to }: Both): MergedMembership[] {
  return from.memberships.flatMap(({ workspaceId, level, restrictions }): MergedMembership[] => {
    const has = to.memberships.find((m) => m.workspaceId === workspaceId)
    if (!has) return [{ workspaceId, before: null, after: { level, restrictions } }]
    const before = { level: has.level, restrictions: has.restrictions }
    const after =
      has.level === level
        ? { level, restrictions: restrictions.filter((one) => has.restrictions.includes(one)) }
        : higherOf(level, has.level) === level
          ? { level, restrictions }
          : before
    const same = after.level === before.level && after.restrictions.length === before.restrictions.length
    return same ? [] : [{ workspaceId, before, after }]
  })
}

/** HAND-6: folders whose count is not what the preview showed. */
function differing(shown: ItemCount[] | null, moved: ItemCount[]) {
  if (!shown) return []
  const countIn = (counts: ItemCount[], id: string) => counts.find((c) => c.folderId === id)?.all ?? 0
  const before = summed(shown)
  return [...new Set([...before, ...moved].map((count) => count.folderId))]
    .map((folderId) => ({ folderId, shown: countIn(before, folderId), moved: countIn(moved, folderId) }))
    .filter((count) => count.shown !== count.moved)
}

/**
 * Makes the two users two again, within 30 days: items, role, levels and state as before. A workspace that the one who stayed
 * came into, and where they look after something of their own since, stays theirs.
 */
export function* undoMerge(
  handover: ItemHandover & { merge: Merge },
  actor: Standing,
  now: string,
): Asking<Change[] | Refusal> {
  const { plan, merge } = handover
  const from = plan.from === null ? null : yield* standingOf(plan.from)
  const to = yield* standingOf(plan.to)
  if (!from || !to) return refuse('no-user', 'One of the two is not here any more.')
  for (const user of [from, to]) {
    const refusal = can(actor, 'switch account', { user })
    if (refusal) return refusal
  }
  // Of somebody erased `undo` says so.
  if (from.user.state !== 'deactivated' && from.user.state !== 'erased')
    return refuse('restored', 'This user was restored since. Hand over what belongs to them instead.')
  const changes = yield* undo(handover, actor, now)
  if ('status' in changes) return changes
  const isRoleOfMerge = to.user.role === merge.role
  if (isRoleOfMerge && merge.roleBefore !== merge.role) {
    const refusal = can(actor, 'change roles', { user: to, role: merge.roleBefore })
    if (refusal) return refusal
  }
  if (
    isRoleOfMerge &&
    countsAsAdmin(to.user) &&
    !isAdmin({ role: merge.roleBefore }) &&
    !comesBackAsAdmin(handover, from)
  ) {
    const last = yield* keepsAnAdmin(to.user.id)
    if (last) return last
  }
  const formerly = to.user.formerly.filter((old) => emailKey(old) !== from.user.emailKey)
  const back = put('user', { ...to.user, role: isRoleOfMerge ? merge.roleBefore : to.user.role, formerly })
  const { id: handoverId } = handover
  const userId = to.user.id
  return [
    ...changes,
    back,
    ...(yield* levelsAsBefore(handover, to, now)),
    { effect: 'mail', mail: 'users-merged', userId, address: from.user.email, handoverId },
    { effect: 'mail', mail: 'users-merged', userId, handoverId },
  ]
}

const comesBackAsAdmin = ({ stateBefore }: ItemHandover, from: Standing): boolean =>
  stateBefore === 'active' && isAdmin(from.user)

function* levelsAsBefore(
  { id, merge }: ItemHandover & { merge: Merge },
  to: Standing,
  now: string,
): Asking<Change[]> {
  const changes: Change[] = []
  const held = yield* ask('portfoliosHeldBy', { userId: to.user.id })
  for (const { workspaceId, before, after } of merge.memberships) {
    const is = to.memberships.find((m) => m.workspaceId === workspaceId)
    // Somebody changed it since, and that counts.
    if (!is || is.level !== after.level || is.restrictions.join() !== after.restrictions.join()) continue
    if (before) changes.push(put('membership', { userId: to.user.id, workspaceId, ...before }))
    else {
      const left = held.filter((p) => p.workspaceId === workspaceId && p.holdings.at(-1)?.handoverId !== id)
      if (yield* hasItems(left)) continue
      changes.push({ remove: 'membership', key: `${workspaceId}/${to.user.id}` })
      changes.push(...left.map((portfolio) => put('portfolio', heldByNobody(portfolio, now))))
    }
  }
  return changes
}

function* hasItems(portfolios: Portfolio[]): Asking<boolean> {
  if (portfolios.length === 0) return false
  return (yield* ask('itemCounts', { portfolioIds: portfolios.map((p) => p.id) })).some(({ all }) => all > 0)
}

const heldByNobody = (portfolio: Portfolio, since: string): Portfolio =>
  holderOf(portfolio) === null
    ? portfolio
    : { ...portfolio, holdings: [...portfolio.holdings, { holder: null, handoverId: null, since }] }
