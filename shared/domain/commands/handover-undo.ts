import { z } from 'zod'
import { keepsSeatLimit } from '../billing/seat-limit.ts'
import type { Standing } from '../decide/actor.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { undoMerge } from '../handover/merge.ts'
import { undoSwitch } from '../handover/switch.ts'
import { undo } from '../handover/undo.ts'
import type { Handover } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'

function* takenBack(handover: Handover, actor: Standing, now: string) {
  if (handover.kind === 'switch') return yield* undoSwitch(handover, actor, now)
  const { merge } = handover
  return merge ? yield* undoMerge({ ...handover, merge }, actor, now) : yield* undo(handover, actor, now)
}

/** Takes back a finished handover (HAND-12) or change of address (HAND-22) within 30 days. */
export const handoverUndo = defineCommand({
  type: 'handover.undo',
  args: z.strictObject({ handoverId: idSchema('handover') }),
  *decide({ handoverId }, { actor, now }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (!handover) return refuse('no-handover', 'This handover is not known here.')
    const changes = yield* takenBack(handover, actor, now)
    if ('status' in changes) return changes
    return (yield* keepsSeatLimit(changes)) ?? accept(changes, { cause: handoverId })
  },
  words: () => 'Undo a handover',
})
