import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Plan } from '../model/handover.ts'
import { holderOf, type Portfolio } from '../model/portfolio.ts'
import { can } from '../policy/can.ts'
import { worksIn } from '../policy/reading.ts'
import type { Parties } from './authorise.ts'

export interface Reason {
  code: string
  message: string
}

/** Does the plan leave this with nobody, because the receiver has no level where it lies (HAND-24)? */
export const isLeftUnassigned = (plan: Plan, { workspaceId }: Portfolio): boolean =>
  plan.unassigned?.includes(workspaceId) ?? false

/** A plan that leaves everything unassigned hands over nothing: deactivating does that, without a receiver. */
export function* refusedIfNothingMoves(plan: Plan, { to }: Parties): Asking<Refusal | null> {
  if (!plan.unassigned) return null
  for (const { portfolioId } of plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    if (!portfolio || !isLeftUnassigned(plan, portfolio)) return null
  }
  const name = to.user.name || to.user.email
  return refuse(
    'nothing-moves',
    `Nothing would reach ${name}. Let ${name} into a workspace, or choose another person.`,
  )
}

/**
 * What changed since the plan was shown, so that somebody should look again (HAND-6): empty when the plan still fits.
 * `actor`'s reach decides what "everything" is (HAND-5).
 */
export function* whatChanged(actor: Standing, plan: Plan, { from, to }: Parties): Asking<Reason[]> {
  const reasons: Reason[] = []
  const planned = new Set(plan.moves.map((move) => move.portfolioId))
  const lacking = new Set<string>()
  for (const { portfolioId, expectedHolder } of plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    if (!portfolio) reasons.push({ code: 'items-gone', message: 'Some of the items are not there any more.' })
    else {
      if (holderOf(portfolio) !== expectedHolder)
        reasons.push({
          code: 'holder-changed',
          message: 'Somebody else looks after some of these items by now.',
        })
      if (isLeftUnassigned(plan, portfolio)) continue
      if (
        !worksIn(to, portfolio.workspaceId) &&
        !plan.access.some((a) => a.workspaceId === portfolio.workspaceId)
      )
        lacking.add(portfolio.workspaceId)
    }
  }
  for (const workspaceId of lacking) {
    const workspace = yield* ask('workspace', { id: workspaceId })
    reasons.push({
      code: 'receiver-lacks-access',
      message: `${to.user.name || to.user.email} is not in ${workspace?.name ?? 'a workspace'}. Add them there, or choose another person.`,
    })
  }
  if (from) {
    const held = yield* ask('portfoliosHeldBy', { userId: from.user.id })
    const within = held.filter(
      (p) => can(actor, 'hand over', { workspaceId: p.workspaceId, to: to.user.id, user: from }) === null,
    )
    if (within.some((p) => !planned.has(p.id)))
      reasons.push({
        code: 'more-items',
        message: `${from.user.name || from.user.email} looks after more by now than was shown.`,
      })
  }
  return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values()]
}
