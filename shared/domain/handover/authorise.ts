import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Plan } from '../model/handover.ts'
import { can } from '../policy/can.ts'
import { mayDeactivate } from '../policy/deactivating.ts'
import { mayPutIn } from '../policy/inviting.ts'
import { countsAsAdmin } from '../policy/column.ts'
import { keepsAnAdmin } from '../policy/last-admin.ts'

/** Who takes part in a plan, with today's standing. `from` is null where nobody looks after the items. */
export interface Parties {
  from: Standing | null
  to: Standing
}

/**
 * May this actor run this plan: hand over in each workspace concerned, let the receiver in where needed (HAND-24), and do
 * to the source what is to follow (HAND-11)? Asked when it is started and again when it runs (HAND-10).
 */
export function* authorise(actor: Standing, plan: Plan, { from, to }: Parties): Asking<Refusal | null> {
  const workspaces = new Set<string>()
  for (const { portfolioId } of plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    if (portfolio) workspaces.add(portfolio.workspaceId)
  }
  for (const workspaceId of workspaces) {
    const refusal = can(actor, 'hand over', { workspaceId, to: to.user.id, ...(from && { user: from }) })
    if (refusal) return refusal
  }
  if (workspaces.size === 0) {
    const refusal = can(actor, 'hand over', { to: to.user.id, ...(from && { user: from }) })
    if (refusal) return refusal
  }
  for (const { workspaceId, level } of plan.access) {
    if (!(yield* ask('workspace', { id: workspaceId })))
      return refuse('no-workspace', 'One of the workspaces is gone. Open the handover again.')
    const refusal = yield* mayPutIn(actor, workspaceId, level, to)
    if (refusal) return refusal
  }
  if (!from || plan.afterwards === 'stay') return null
  const refusal =
    can(actor, 'block, deactivate, restore', { user: from }) ??
    (plan.erase ? can(actor, 'erase', { user: from }) : null)
  if (refusal) return refusal
  if (plan.afterwards === 'deactivate')
    return from.user.state === 'deactivated' ? null : yield* mayDeactivate(from)
  return countsAsAdmin(from.user) ? yield* keepsAnAdmin(from.user.id) : null
}
