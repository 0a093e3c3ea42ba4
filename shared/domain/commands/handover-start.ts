import { z } from 'zod'
import { create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { authorise } from '../handover/authorise.ts'
import { besideItems } from '../handover/plan-words.ts'
import { partiesOf, runOrWait } from '../handover/start.ts'
import { type ItemHandover, planSchema } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'

/** Hands over to another person (HAND-1, HAND-3, HAND-5), carrying the plan as it was shown (HAND-6). */
export const handoverStart = defineCommand({
  type: 'handover.start',
  args: z.strictObject({ handoverId: idSchema('handover'), plan: planSchema }),
  *decide({ handoverId, plan }, { actor, now }) {
    const same = yield* sameUnderWay(plan)
    if (same) {
      // Only who could have started it learns that it is under way.
      const parties = yield* partiesOf(plan)
      if ('status' in parties) return parties
      const refusal = yield* authorise(actor, plan, parties)
      return refusal ?? accept([], { aliases: { [handoverId]: same.id } })
    }
    const handover: ItemHandover = {
      kind: 'handover',
      id: handoverId,
      state: 'waiting',
      startedBy: actor.user.id,
      startedAt: now,
      doneAt: null,
      endedBy: null,
      reasons: [],
      plan,
      report: null,
      stateBefore: null,
    }
    const changes = yield* runOrWait(handover, actor, now)
    if ('status' in changes) return changes
    return accept(
      changes.map((change) =>
        'put' in change && change.put === 'handover' && change.row.id === handoverId
          ? create('handover', change.row)
          : change,
      ),
      { cause: handoverId },
    )
  },
  words: ({ plan }, nameOf) =>
    `Hand over ${plan.from ? `${nameOf(plan.from)}’s items` : 'what nobody looks after'} to ${nameOf(plan.to)}${besideItems(plan, nameOf)}`,
})

/** HAND-14: two Admins starting the same handover that waits for an acceptance get one. */
function* sameUnderWay(plan: z.infer<typeof planSchema>) {
  const open = yield* ask('openHandoversOf', { userId: plan.to })
  return open.find(
    (h) =>
      h.kind === 'handover' && h.state === 'waiting' && h.plan.from === plan.from && h.plan.to === plan.to,
  )
}
