import { endedRefusal } from '../billing/subscription.ts'
import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { isPlannedSwitch, OWNER_HOURS, type Switch } from '../model/handover.ts'
import { hoursAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'
import { openSwitch, refusedAddress, tellOfOwner } from './switch.ts'

/**
 * Invites the new address and tells the old one; of the account owner's change all Admins are told, and it can be accepted
 * only when the owner had time to object (ROLE-9). The first of the changes is the row.
 */
export function* inviteNewAddress(
  handover: Switch,
  user: Standing,
  actor: Standing,
  invitationId: string,
  now: string,
): Asking<[row: Switch, ...rest: Change[]]> {
  const ofOwner = user.isAccountOwner && user.user.id !== actor.user.id
  const timed: Switch = ofOwner ? { ...handover, notBefore: hoursAfter(now, OWNER_HOURS) } : handover
  const [row, ...rest] = openSwitch(timed, actor, invitationId, now)
  return [row, ...rest, ...(ofOwner ? yield* tellOfOwner(timed, user, actor) : [])]
}

/** Starts a change that was planned, or that could not start on its date, with today's rights and addresses (HAND-20). */
export function* beginSwitch(
  handover: Switch,
  actor: Standing | null,
  invitationId: string,
  now: string,
): Asking<Change[] | Refusal> {
  const user = yield* standingOf(handover.userId)
  if (!user || (user.user.state !== 'active' && user.user.state !== 'blocked'))
    return refuse('not-active-user', 'This person has left. Call the change of their address off.')
  if (actor?.user.state !== 'active')
    return refuse('not-active', 'Whoever planned this has no access any more. Somebody else can start it.')
  const refusal = can(actor, 'switch account', { user })
  if (refusal) return refusal
  // A new domain was typed twice when it was planned.
  const fault = yield* refusedAddress(actor, user, handover.newEmail, handover.newEmail)
  if (fault) return fault
  const begun = { ...handover, oldEmail: user.user.email, startedAt: now, reasons: [] }
  const [row, ...rest] = yield* inviteNewAddress(begun, user, actor, invitationId, now)
  return [put('handover', row), ...rest]
}

/** The date has come; what stands against it by now is refused, and `leaveForLook` writes that down. */
export function* beginPlannedSwitch(handoverId: string, invitationId: string, now: string): Asking<Decision> {
  const handover = yield* ask('handover', { id: handoverId })
  if (!handover || !isPlannedSwitch(handover)) return accept([])
  const ended = endedRefusal(yield* ask('subscription', {}), now)
  if (ended) return ended
  const planner = handover.approvedBy ? yield* standingOf(handover.approvedBy) : null
  const changes = yield* beginSwitch(handover, planner, invitationId, now)
  return 'status' in changes ? changes : accept(changes, { cause: handover.batchId ?? handoverId })
}

/** What was planned could not start: it waits for somebody's look, with the reason. */
export function* leaveForLook(
  handoverId: string,
  { code, message }: Omit<Refusal, 'status'>,
): Asking<Decision> {
  const handover = yield* ask('handover', { id: handoverId })
  if (!handover || !isPlannedSwitch(handover)) return accept([])
  return accept([put('handover', { ...handover, state: 'needs-look', reasons: [{ code, message }] })], {
    cause: handover.batchId ?? handoverId,
  })
}
