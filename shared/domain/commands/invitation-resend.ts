import { z } from 'zod'
import { create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { standingOf } from '../decide/actor.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { takenByAnother } from '../handover/switch.ts'
import { can } from '../policy/can.ts'
import { needsConfirmedAddress } from '../policy/confirmed-address.ts'
import { mayInvite } from '../policy/inviting.ts'
import { newInvitation } from '../model/invitation.ts'

/** Sends an invitation again with a new link; the old link dies (INV-3). Also for an expired one. */
export const invitationResend = defineCommand({
  type: 'invitation.resend',
  args: z.strictObject({ userId: idSchema('user'), invitationId: idSchema('invitation') }),
  *decide({ userId, invitationId }, { actor, now }) {
    const target = yield* standingOf(userId)
    const sent = yield* ask('pendingInvitation', { userId })
    // Who was only added to the list so far gets the first one now.
    const old =
      sent ??
      (target?.user.state === 'pending'
        ? newInvitation({ id: invitationId, userId, email: target.user.email, invitedBy: actor.user.id }, now)
        : null)
    if (!old || !target) return refuse('no-invitation', 'There is no open invitation any more.')
    const refusal =
      old.purpose === 'switch'
        ? can(actor, 'switch account', { user: target })
        : yield* mayInvite(actor, target.user.role, target.memberships)
    const stopped = refusal ?? (yield* needsConfirmedAddress(actor))
    if (stopped) return stopped
    const { purpose, handoverId, email } = old
    if (purpose === 'switch') {
      const taken = yield* takenByAnother(
        actor,
        target,
        email,
        'Call this change off first. If both are the same person, an Admin can make the two users one.',
      )
      if (taken) return taken
    }
    return accept([
      ...(sent ? [put('invitation', { ...sent, state: 'replaced' })] : []),
      create(
        'invitation',
        newInvitation(
          { id: invitationId, userId, purpose, handoverId, email, invitedBy: actor.user.id },
          now,
        ),
      ),
      {
        effect: 'mail',
        mail: purpose === 'join' ? 'invitation' : 'switch-invitation',
        userId,
        invitationId,
        ...(handoverId && { handoverId }),
      },
      ...(yield* withInvitation(handoverId, invitationId)),
    ])
  },
  words: ({ userId }, nameOf) => `Send ${nameOf(userId)} the invitation again`,
})

/** A switch knows the invitation it waits for. */
function* withInvitation(handoverId: string | null, invitationId: string) {
  const handover = handoverId ? yield* ask('handover', { id: handoverId }) : null
  return handover?.kind === 'switch' ? [put('handover', { ...handover, invitationId })] : []
}
