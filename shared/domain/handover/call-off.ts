import { type Change, put } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Handover } from '../model/handover.ts'

/** What has not happened yet is not to happen, says the user `by`. */
export function* callOff(handover: Handover, by: string): Asking<Change[]> {
  const changes: Change[] = [put('handover', { ...handover, state: 'called-off', endedBy: by })]
  if (handover.kind === 'switch' && handover.invitationId) {
    const invitation = yield* ask('invitation', { id: handover.invitationId })
    if (invitation?.state === 'pending') changes.push(put('invitation', { ...invitation, state: 'revoked' }))
    // Somebody else started it, so the objection should reach them (HAND-22).
    if (handover.userId === by && handover.startedBy !== by)
      changes.push({
        effect: 'mail',
        mail: 'switch-objected',
        userId: handover.startedBy,
        handoverId: handover.id,
      })
  }
  return changes
}
