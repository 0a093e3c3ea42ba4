import { type Standing, standingOf } from '../decide/actor.ts'
import type { Refusal } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Handover } from '../model/handover.ts'
import { can } from '../policy/can.ts'

/** May this actor call off what has not happened yet, or put another plan in its place? */
export function* mayCallOff(actor: Standing, handover: Handover): Asking<Refusal | null> {
  if (handover.kind === 'switch') {
    if (handover.userId === actor.user.id) return null
    const user = yield* standingOf(handover.userId)
    return user ? can(actor, 'switch account', { user }) : null
  }
  for (const { portfolioId } of handover.plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    const where = portfolio ? { workspaceId: portfolio.workspaceId } : {}
    const refusal = can(actor, 'undo a handover', { ...where, startedBy: handover.startedBy })
    if (refusal) return refusal
  }
  return null
}
