import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { openSwitch, refusedAddress } from '../handover/switch.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Says yes to a change of address that somebody asked for themself (HAND-18). */
export const switchApprove = defineCommand({
  type: 'switch.approve',
  args: z.strictObject({ handoverId: idSchema('handover'), invitationId: idSchema('invitation') }),
  *decide({ handoverId, invitationId }, { actor, now }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (handover?.kind !== 'switch' || handover.state !== 'asked')
      return refuse('not-waiting', 'This is not waiting for a yes any more.')
    const user = yield* standingOf(handover.userId)
    if (!user) return refuse('no-user', 'This person is not here any more.')
    const refusal = can(actor, 'switch account', { user })
    if (refusal) return refusal
    // The domain was typed twice when it was asked for.
    const fault = yield* refusedAddress(actor, user, handover.newEmail, handover.newEmail)
    if (fault) return fault
    const [row, ...rest] = openSwitch(handover, actor, invitationId, now)
    return accept([put('handover', row), ...rest], { cause: handoverId })
  },
  words: () => 'Say yes to a change of address',
})
