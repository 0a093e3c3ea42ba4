import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { mayCallOff } from '../handover/may-call-off.ts'
import { besideItems } from '../handover/plan-words.ts'
import { runOrWait } from '../handover/start.ts'
import { planSchema } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'

/** Runs a handover that needed a look, with the plan as it is shown now (HAND-6). Its rights are those of whoever looked. */
export const handoverResume = defineCommand({
  type: 'handover.resume',
  args: z.strictObject({ handoverId: idSchema('handover'), plan: planSchema }),
  *decide({ handoverId, plan }, { actor, now }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (handover?.kind !== 'handover' || handover.state !== 'needs-look')
      return refuse('not-waiting', 'This handover is not waiting for a look any more.')
    if (plan.from !== handover.plan.from)
      return refuse('other-source', 'This is another person’s items. Start a new handover for them.')
    // Or the one it is about could put a plan of their own in place of what was planned for them.
    if (handover.startedBy !== actor.user.id) {
      const refusal = yield* mayCallOff(actor, handover)
      if (refusal) return refusal
    }
    const changes = yield* runOrWait(
      { ...handover, plan, startedBy: actor.user.id, startedAt: now },
      actor,
      now,
    )
    return 'status' in changes ? changes : accept(changes, { cause: handoverId })
  },
  words: ({ plan }, nameOf) =>
    `Go on with handing over ${plan.from ? `${nameOf(plan.from)}’s items` : 'what nobody looks after'} to ${nameOf(plan.to)}${besideItems(plan, nameOf)}`,
})
