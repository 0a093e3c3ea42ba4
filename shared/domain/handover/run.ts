import { type Change, create, put } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { ItemCount, ItemHandover, Plan } from '../model/handover.ts'
import { homePortfolio, type Portfolio } from '../model/portfolio.ts'
import type { Parties } from './authorise.ts'
import { isLeftUnassigned } from './check.ts'
import { voidRequests } from '../request/void-requests.ts'
import { passOnInvitations } from './pass-on-invitations.ts'
import { planErasing } from './erasing.ts'

/**
 * The handover itself: each portfolio gets another holder, in one transaction, however many items lie in it (HAND-5). What
 * the source still adds from an offline device lies in the same portfolio and so reaches the receiver (HAND-13).
 */
export function* run(handover: ItemHandover, { from, to }: Parties, now: string): Asking<Change[]> {
  const { plan } = handover
  const changes: Change[] = []
  const lostHomes: string[] = []
  const movedIds: string[] = []
  const leftIds: string[] = []
  for (const { workspaceId, level, portfolioId } of plan.access) {
    const userId = to.user.id
    if (to.memberships.some((m) => m.workspaceId === workspaceId)) continue
    changes.push(create('membership', { userId, workspaceId, level, restrictions: [] }))
    const homes = yield* ask('homesOf', { userId })
    if (!homes.some((p) => p.workspaceId === workspaceId))
      changes.push(create('portfolio', homePortfolio(portfolioId, workspaceId, userId, now)))
  }
  for (const { portfolioId } of plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    if (!portfolio) continue
    if (portfolio.homeOf !== null && portfolio.homeOf === plan.from) lostHomes.push(portfolio.workspaceId)
    const isLeft = isLeftUnassigned(plan, portfolio)
    ;(isLeft ? leftIds : movedIds).push(portfolioId)
    const handed = handedTo(portfolio, isLeft ? null : plan.to, handover.id, now)
    // Whoever leaves keeps it as home, so that restoring them gives back what nobody was given (LIFE-4).
    const homeOf = isLeft && plan.afterwards === 'deactivate' ? portfolio.homeOf : null
    changes.push(put('portfolio', { ...handed, homeOf }))
  }
  if (from && plan.afterwards === 'stay') {
    for (const workspaceId of lostHomes) {
      const home = plan.newHomes.find((h) => h.workspaceId === workspaceId)
      if (home)
        changes.push(create('portfolio', homePortfolio(home.portfolioId, workspaceId, from.user.id, now)))
    }
  }
  const moved = summed(yield* ask('itemCounts', { portfolioIds: movedIds }))
  const left = leftIds.length > 0 ? summed(yield* ask('itemCounts', { portfolioIds: leftIds })) : []
  const erasing = planErasing(handover, now)
  changes.push(
    put('handover', {
      ...handover,
      state: 'done',
      doneAt: now,
      reasons: [],
      report: {
        moved,
        ...(leftIds.length > 0 && { unassigned: left }),
        differences: differences(plan, [...moved, ...left]),
        stayed: [],
      },
      stateBefore: stateBefore(from),
      ...(erasing && { erasing }),
    }),
  )
  if (from && plan.afterwards === 'deactivate' && from.user.state !== 'deactivated')
    changes.push(
      ...(yield* passOnInvitations(from.user.id, handover.startedBy)),
      ...(yield* voidRequests(from.user.id)),
    )
  if (erasing) changes.push({ effect: 'erase-later', handoverId: handover.id, at: erasing.at })
  return [...changes, ...afterwards(plan, from, now), ...mails(handover)]
}

/** The portfolio with another holder on top. */
export const handedTo = (
  portfolio: Portfolio,
  holder: string | null,
  handoverId: string,
  since: string,
): Portfolio => ({
  ...portfolio,
  holdings: [...portfolio.holdings, { holder, handoverId, since }],
})

function stateBefore(from: Parties['from']): ItemHandover['stateBefore'] {
  const state = from?.user.state
  return state === 'active' || state === 'blocked' || state === 'deactivated' ? state : null
}

function afterwards(plan: Plan, from: Parties['from'], now: string): Change[] {
  if (!from || plan.afterwards === 'stay') return []
  const { user } = from
  if (plan.afterwards === 'block')
    return user.state === 'active'
      ? [
          put('user', { ...user, state: 'blocked' }),
          { effect: 'close-sockets', userId: user.id, why: 'blocked' },
        ]
      : []
  if (user.state === 'deactivated') return []
  return [
    put('user', { ...user, state: 'deactivated', leftAt: now }),
    { effect: 'close-sockets', userId: user.id, why: 'deactivated' },
    { effect: 'mail', mail: 'access-ended', userId: user.id },
  ]
}

const mails = ({ id, plan }: ItemHandover): Change[] => [
  { effect: 'mail', mail: 'handover-received', userId: plan.to, handoverId: id },
]

/** One count a folder, whatever portfolios it came from. */
export function summed(counts: ItemCount[]): ItemCount[] {
  const byFolder = new Map<string, ItemCount>()
  for (const { workspaceId, folderId, kind, open, all } of counts) {
    const sum = byFolder.get(folderId) ?? { workspaceId, folderId, kind, open: 0, all: 0 }
    byFolder.set(folderId, { ...sum, open: sum.open + open, all: sum.all + all })
  }
  return [...byFolder.values()].filter((count) => count.all > 0)
}

/** HAND-6: folders whose count is not what the preview showed; nothing to compare with where the device knew no counts. */
function differences(plan: Plan, moved: ItemCount[]): { folderId: string; shown: number; moved: number }[] {
  if (!plan.shown) return []
  const shownIn = new Map(summed(plan.shown).map((count) => [count.folderId, count.all]))
  const movedIn = new Map(summed(moved).map((count) => [count.folderId, count.all]))
  return [...new Set([...shownIn.keys(), ...movedIn.keys()])]
    .map((folderId) => ({ folderId, shown: shownIn.get(folderId) ?? 0, moved: movedIn.get(folderId) ?? 0 }))
    .filter(({ shown, moved: now }) => shown !== now)
}
