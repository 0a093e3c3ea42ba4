import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { callOff } from '../handover/call-off.ts'
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
    return accept(yield* callOff(handover, actor.user.id), { cause: handoverId })
  },
  words: () => 'Call off what was planned',
})
