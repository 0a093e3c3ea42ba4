import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { type ItemHandover, UNDO_DAYS } from '../model/handover.ts'
import { holderOf, type Portfolio } from '../model/portfolio.ts'
import { daysAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'
import { isLeftUnassigned } from './check.ts'
import { withoutErasing } from './erasing.ts'

/** Until when a finished handover or switch can be undone (ISO), or null. */
export const undoUntil = (handover: { doneAt: string | null }): string | null =>
  handover.doneAt && daysAfter(handover.doneAt, UNDO_DAYS)

/**
 * Takes a handover back within 30 days (HAND-12): pops the holdings it put on top. What was given on one by one since stays
 * where it is and is listed; the receiver's own work lies in their own portfolio and never goes along.
 */
export function* undo(handover: ItemHandover, actor: Standing, now: string): Asking<Change[] | Refusal> {
  const until = undoUntil(handover)
  if (handover.state !== 'done' || until === null)
    return refuse('not-done', 'Only a finished handover can be undone.')
  if (now >= until)
    return refuse(
      'undo-ended',
      `It could be undone for ${UNDO_DAYS} days. Hand over again, the other way round.`,
    )
  const source = handover.plan.from ? yield* ask('user', { id: handover.plan.from }) : null
  if (source?.state === 'erased')
    return refuse(
      'source-erased',
      'Their personal data were erased since, so nothing can go back to them. Hand over to somebody else instead.',
    )
  const portfolios: Portfolio[] = []
  for (const { portfolioId } of handover.plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    if (portfolio) portfolios.push(portfolio)
  }
  for (const workspaceId of new Set(portfolios.map((p) => p.workspaceId))) {
    const refusal = can(actor, 'undo a handover', { workspaceId, startedBy: handover.startedBy })
    if (refusal) return refusal
  }
  const buried = portfolios.find(
    (p) =>
      p.holdings.some((h) => h.handoverId === handover.id) &&
      beforeHandover(p, handover) === null &&
      !isBackAlready(p, handover),
  )
  if (buried) return yield* laterFirst(buried)
  const homes = handover.plan.from ? yield* ask('homesOf', { userId: handover.plan.from }) : []
  const changes = portfolios.flatMap((p): Change[] => {
    const holdings = beforeHandover(p, handover)
    return holdings ? [put('portfolio', { ...p, holdings, homeOf: homeAfterUndo(p, handover, homes) })] : []
  })
  const person = yield* bringBack(handover, actor)
  if ('status' in person) return person
  const portfolioIds = portfolios.map((p) => p.id)
  const stayed = handover.doneAt
    ? yield* ask('reassignedSince', { portfolioIds, since: handover.doneAt })
    : []
  const report = handover.report && { ...handover.report, stayed }
  return [
    ...changes,
    ...person,
    put('handover', { ...withoutErasing(handover), state: 'undone', endedBy: actor.user.id, report }),
  ]
}

/**
 * Who held it before, if nobody was given it since: it is still where the handover put it, or whoever took over has left and
 * it lies with nobody. Null where it was given on.
 */
function beforeHandover({ holdings }: Portfolio, { id }: ItemHandover): Portfolio['holdings'] | null {
  const index = holdings.findIndex((h) => h.handoverId === id)
  const since = holdings.slice(index + 1)
  const isStillThere = index >= 0 && since.every((h) => h.holder === null && h.handoverId === null)
  return isStillThere ? holdings.slice(0, index) : null
}

/** What was left unassigned and came back to its holder otherwise: they were restored, or put into the workspace again. */
function isBackAlready(portfolio: Portfolio, { id, plan }: ItemHandover): boolean {
  if (!isLeftUnassigned(plan, portfolio) || portfolio.holdings.at(-1)?.handoverId !== null) return false
  const index = portfolio.holdings.findIndex((h) => h.handoverId === id)
  return portfolio.holdings[index - 1]?.holder === holderOf(portfolio)
}

/** It is their home again, unless they stayed and got a new one. */
function homeAfterUndo(portfolio: Portfolio, { plan }: ItemHandover, homes: Portfolio[]): string | null {
  const wasHome = portfolio.origin !== null && portfolio.origin === plan.from
  return wasHome && !homes.some((home) => home.workspaceId === portfolio.workspaceId)
    ? plan.from
    : portfolio.homeOf
}

function* laterFirst(portfolio: Portfolio): Asking<Refusal> {
  const later = portfolio.holdings.at(-1)
  const holder = later?.holder ? yield* ask('user', { id: later.holder }) : null
  return refuse(
    'undo-later-first',
    `These items went on to ${holder?.name ?? 'nobody'} since. Undo that first, then this.`,
  )
}

/** The source's state before the handover, if it is still what the handover made it. */
function* bringBack({ plan, stateBefore }: ItemHandover, actor: Standing): Asking<Change[] | Refusal> {
  const made =
    plan.afterwards === 'block' ? 'blocked' : plan.afterwards === 'deactivate' ? 'deactivated' : null
  // Whoever had left already was left as they were. Restored and blocked since, they may own the account by now (ROLE-9).
  if (!plan.from || !made || !stateBefore || stateBefore === 'deactivated' || stateBefore === made) return []
  const from = yield* standingOf(plan.from)
  if (from?.user.state !== made) return []
  const refusal = can(actor, 'block, deactivate, restore', { user: from })
  return refusal ?? [put('user', { ...from.user, state: stateBefore, leftAt: null })]
}
