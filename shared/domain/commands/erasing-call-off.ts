import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { withoutErasing } from '../handover/erasing.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Calls off erasing that was planned with a handover (HAND-11). The person stays deactivated, with their name. */
export const erasingCallOff = defineCommand({
  type: 'erasing.call-off',
  args: z.strictObject({ handoverId: idSchema('handover') }),
  *decide({ handoverId }, { actor }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (handover?.kind !== 'handover' || handover.erasing?.state !== 'planned' || !handover.plan.from)
      return refuse(
        'not-waiting',
        'No erasing is planned any more: it has happened, or was called off already.',
      )
    const user = yield* standingOf(handover.plan.from)
    const refusal = can(actor, 'erase', user ? { user } : {})
    return refusal ?? accept([put('handover', withoutErasing(handover))], { cause: handoverId })
  },
  words: () => 'Call off erasing somebody’s personal data',
})
