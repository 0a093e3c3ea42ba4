import { z } from 'zod'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { mayCallOff } from '../handover/may-call-off.ts'
import { idSchema } from '../model/id.ts'

/** Calls off what has not happened yet. Whoever's address would change may always object (HAND-22). */
export const handoverCallOff = defineCommand({
  type: 'handover.call-off',
  args: z.strictObject({ handoverId: idSchema('handover') }),
  *decide({ handoverId }, { actor }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (!handover || !['asked', 'waiting', 'needs-look'].includes(handover.state))
      return refuse(
        'not-waiting',
        'There is nothing left to call off: it has happened, or was called off already.',
      )
    const refusal = yield* mayCallOff(actor, handover)
    if (refusal) return refusal
    const changes: Change[] = [put('handover', { ...handover, state: 'called-off', endedBy: actor.user.id })]
    if (handover.kind === 'switch' && handover.invitationId) {
      const invitation = yield* ask('invitation', { id: handover.invitationId })
      if (invitation?.state === 'pending')
        changes.push(put('invitation', { ...invitation, state: 'revoked' }))
      // Somebody else started it, so the objection should reach them (HAND-22).
      if (handover.userId === actor.user.id && handover.startedBy !== actor.user.id)
        changes.push({ effect: 'mail', mail: 'switch-objected', userId: handover.startedBy, handoverId })
    }
    return accept(changes, { cause: handoverId })
  },
  words: () => 'Call off what was planned',
})
