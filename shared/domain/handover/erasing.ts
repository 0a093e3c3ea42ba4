import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { eraseOrRefuse } from '../erase/erase-or-refuse.ts'
import { type Erasing, type Handover, type ItemHandover, UNDO_DAYS } from '../model/handover.ts'
import { daysAfter } from '../model/time.ts'

/** Erasing is planned for when the handover can't be undone any more (HAND-11). `now` is when the handover ran. */
export const planErasing = (handover: ItemHandover, now: string): Erasing | null =>
  handover.plan.erase
    ? { state: 'planned', at: daysAfter(now, UNDO_DAYS), by: handover.startedBy, reason: null }
    : null

/** Of these handovers, those after which this person is still to be erased. */
export const plannedErasings = (handovers: Iterable<Handover>, userId: string): ItemHandover[] =>
  [...handovers].filter(
    (handover): handover is ItemHandover =>
      handover.kind === 'handover' &&
      handover.state === 'done' &&
      handover.plan.from === userId &&
      handover.erasing?.state === 'planned',
  )

/** The same handover with nothing planned any more. */
export const withoutErasing = (handover: ItemHandover): ItemHandover =>
  handover.erasing?.state === 'planned'
    ? { ...handover, erasing: { ...handover.erasing, state: 'called-off' } }
    : handover

/** Whoever is brought back is not erased later, on a day that everybody has forgotten. */
export function* callOffErasings(userId: string): Asking<Change[]> {
  const planned = yield* ask('plannedErasings', { userId })
  return planned.map((handover) => put('handover', withoutErasing(handover)))
}

/**
 * The day has come: erases, if whoever planned it still may and nothing stands against it (HAND-10, ROLE-5). Otherwise
 * the handover says why not; the decision is accepted either way.
 */
export function* runPlannedErasing(handoverId: string, now: string): Asking<Decision> {
  const handover = yield* ask('handover', { id: handoverId })
  if (handover?.kind !== 'handover' || handover.erasing?.state !== 'planned' || handover.plan.from === null)
    return accept([])
  const planner: Standing | null = yield* standingOf(handover.erasing.by)
  const changes = yield* eraseOrRefuse(planner, { userId: handover.plan.from, unassign: false }, now)
  if (!('status' in changes)) return accept(changes, { cause: handoverId })
  const erasing: Erasing = { ...handover.erasing, state: 'refused', reason: changes.message }
  return accept([put('handover', { ...handover, erasing })], { cause: handoverId })
}
