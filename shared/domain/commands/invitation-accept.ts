import { keepsSeatLimit } from '../billing/seat-limit.ts'
import { endedRefusal } from '../billing/subscription.ts'
import { type Actor, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { runOrWait } from '../handover/start.ts'
import { finishSwitch } from '../handover/switch.ts'
import { type Invitation, isOpenInvitation } from '../model/invitation.ts'
import { mayInvite } from '../policy/inviting.ts'

type Account = Actor & { kind: 'account' }

/** A signed-in account with the invited, verified address accepts (INV-2). What waited for that runs along (HAND-3). */
export function* acceptInvitation(
  { invitationId, name }: { invitationId: string; name?: string | undefined },
  account: Account,
  now: string,
): Asking<Decision> {
  const invitation = yield* ask('invitation', { id: invitationId })
  const refusal = refusedInvitation(invitation, account, now)
  if (!invitation || refusal) return refusal ?? refuse('no-invitation', '')
  const ended = endedRefusal(yield* ask('subscription', {}), now)
  if (ended) return ended
  const sits = yield* ask('userOfAccount', { accountId: account.accountId })
  if (sits && !(invitation.purpose === 'switch' && sits.id === invitation.userId))
    return refuse(
      'already-user',
      `You are in this organization already, as ${sits.name || sits.email}. Sign out, and in with the invited address alone.`,
    )
  const changes =
    invitation.purpose === 'switch'
      ? yield* finishSwitch(invitation, account.accountId, now)
      : yield* join(invitation, account, name, now)
  if ('status' in changes) return changes
  const full = yield* keepsSeatLimit(changes)
  if (full) return full
  return accept(changes, invitation.handoverId ? { cause: invitation.handoverId } : {})
}

/** Why this account can't accept it: forged, used, taken back, expired, or meant for another address; both are told (INV-2). */
export function refusedInvitation(
  invitation: Invitation | null,
  account: Account,
  now: string,
): Refusal | null {
  if (!invitation)
    return refuse(
      'no-invitation',
      'This invitation is not known here. Ask whoever invited you for a new one.',
    )
  if (invitation.state === 'accepted')
    return refuse('already-accepted', 'This invitation was accepted already. Just open Handover.')
  if (invitation.state === 'replaced')
    return refuse('replaced', 'A newer invitation was sent. Use the link in the latest mail.')
  if (invitation.state === 'revoked')
    return refuse('revoked', 'This invitation was taken back. Ask whoever invited you.')
  if (!isOpenInvitation(invitation, now))
    return refuse('expired', 'This invitation has expired. Ask whoever invited you to send it again.')
  if (!account.emailKeys.includes(invitation.emailKey))
    return refuse(
      'wrong-account',
      `This invitation is for ${invitation.email}. You are signed in as ${account.email}. Sign in with ${invitation.email} to accept it.`,
    )
  return null
}

function* join(
  invitation: Invitation,
  account: Account,
  name: string | undefined,
  now: string,
): Asking<Change[] | Refusal> {
  const user = yield* standingOf(invitation.userId)
  if (user?.user.state !== 'pending')
    return refuse('revoked', 'This invitation was taken back. Ask whoever invited you.')
  const inviter = yield* standingOf(invitation.invitedBy)
  const lost = inviter ? yield* mayInvite(inviter, user.user.role, user.memberships) : refuse('no-user', '')
  if (lost)
    return refuse(
      'inviter-lost-right',
      'Whoever invited you may not do so any more. Ask an Admin to invite you again.',
    )
  const joined = {
    ...user.user,
    state: 'active' as const,
    name: name || user.user.name || account.name || user.user.email.split('@')[0] || '',
    joinedAt: now,
    lastActiveAt: now,
  }
  const changes: Change[] = [
    put('user', joined),
    put('invitation', { ...invitation, state: 'accepted' }),
    { effect: 'sit', userId: joined.id, accountId: account.accountId },
  ]
  return [...changes, ...(yield* runWaiting(joined.id, now))]
}

/** Handovers that waited for this person; one that can't run any more waits for somebody's look instead of being lost. */
function* runWaiting(userId: string, now: string): Asking<Change[]> {
  const changes: Change[] = []
  for (const handover of yield* ask('openHandoversOf', { userId })) {
    if (handover.kind !== 'handover' || handover.state !== 'waiting' || handover.plan.to !== userId) continue
    const starter = yield* standingOf(handover.startedBy)
    const result = starter
      ? yield* runOrWait(handover, starter, now, userId)
      : refuse('starter-gone', 'Whoever started this has left.')
    if ('status' in result)
      changes.push(
        put('handover', {
          ...handover,
          state: 'needs-look',
          reasons: [{ code: result.code, message: result.message }],
        }),
      )
    else changes.push(...result)
  }
  return changes
}
