import { type Change, put } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'

/**
 * The open invitations of somebody who leaves become those of whoever removed them, whose right is asked when one is
 * accepted (INV-5). A change of address that waits for such an invitation is the remover's, too.
 */
export function* passOnInvitations(fromUserId: string, toUserId: string): Asking<Change[]> {
  const changes: Change[] = []
  for (const invitation of yield* ask('invitationsBy', { userId: fromUserId })) {
    changes.push(put('invitation', { ...invitation, invitedBy: toUserId }))
    const handover = invitation.handoverId ? yield* ask('handover', { id: invitation.handoverId }) : null
    if (handover?.kind === 'switch' && handover.approvedBy === fromUserId)
      changes.push(put('handover', { ...handover, approvedBy: toUserId }))
  }
  return changes
}
