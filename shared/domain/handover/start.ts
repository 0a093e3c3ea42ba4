import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import type { Asking } from '../decide/question.ts'
import type { ItemHandover, Plan } from '../model/handover.ts'
import { authorise, type Parties } from './authorise.ts'
import { refusedIfNothingMoves, whatChanged } from './check.ts'
import { run } from './run.ts'

/** The parties of a plan, or why it can't be: a source or receiver that is none (HAND-3). */
export function* partiesOf(plan: Plan): Asking<Parties | Refusal> {
  if (plan.from === plan.to)
    return refuse(
      'same-person',
      'From and to are the same person. For a new address of one person, change the address.',
    )
  const to = yield* standingOf(plan.to)
  if (!to || (to.user.state !== 'active' && to.user.state !== 'pending'))
    return refuse('receiver-gone', 'Whoever takes over must be active or invited. Choose another person.')
  if (plan.from === null) return { from: null, to }
  const from = yield* standingOf(plan.from)
  if (from?.user.state === 'erased')
    return refuse(
      'source-erased',
      'They look after nothing any more. Choose what nobody looks after instead.',
    )
  if (!from || from.user.state === 'pending')
    return refuse('source-pending', 'Nothing can be handed over from somebody who has not joined yet.')
  return { from, to }
}

/** A plan in which something is missing that the device must bring: a bug there, or a page from before a change. */
export function faultOfPlan(plan: Plan): Refusal | null {
  const moves = plan.moves.map((move) => move.portfolioId)
  if (moves.length === 0)
    return refuse('bad-arguments', 'Not understood: plan.moves: there is nothing to hand over')
  if (new Set(moves).size < moves.length)
    return refuse('bad-arguments', 'Not understood: plan.moves: an id stands twice')
  // Rights are asked of the source: whoever may hand over from one person must not move another's items along.
  if (plan.moves.some((move) => move.expectedHolder !== plan.from))
    return refuse('bad-arguments', 'Not understood: plan.moves: not what this person looks after')
  if (plan.erase && (plan.afterwards !== 'deactivate' || plan.from === null))
    return refuse('bad-arguments', 'Not understood: plan.erase: only of somebody who is deactivated by this')
  return null
}

/**
 * Runs a plan, or lets it wait: for the receiver's acceptance (`waiting`), or for somebody to look again (`needs-look`)
 * because something changed since it was shown (HAND-6). `actor` is who started it; rights are today's. `joining` is a
 * receiver who becomes active in the same transaction.
 */
export function* runOrWait(
  handover: ItemHandover,
  actor: Standing,
  now: string,
  joining: string | null = null,
): Asking<Change[] | Refusal> {
  const { plan } = handover
  const parties = yield* partiesOf(plan)
  if ('status' in parties) return parties
  const refusal =
    faultOfPlan(plan) ??
    (yield* authorise(actor, plan, parties)) ??
    (yield* refusedIfNothingMoves(plan, parties))
  if (refusal) return refusal
  const reasons = yield* whatChanged(actor, plan, parties)
  if (reasons.length > 0) return [put('handover', { ...handover, state: 'needs-look', reasons })]
  if (parties.to.user.state === 'pending' && plan.to !== joining)
    return [put('handover', { ...handover, state: 'waiting', reasons: [] })]
  return yield* run(handover, parties, now)
}
