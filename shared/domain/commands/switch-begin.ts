import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { beginSwitch } from '../handover/begin-switch.ts'
import { isPlannedSwitch } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { needsConfirmedAddress } from '../policy/confirmed-address.ts'

/** Starts a planned change of address now, or one that could not start on its date (HAND-20). */
export const switchBegin = defineCommand({
  type: 'switch.begin',
  args: z.strictObject({ handoverId: idSchema('handover'), invitationId: idSchema('invitation') }),
  *decide({ handoverId, invitationId }, { actor, now }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (handover?.kind !== 'switch' || !(isPlannedSwitch(handover) || handover.state === 'needs-look'))
      return refuse('not-waiting', 'This has started already, or was called off.')
    const unconfirmed = yield* needsConfirmedAddress(actor)
    if (unconfirmed) return unconfirmed
    const changes = yield* beginSwitch(handover, actor, invitationId, now)
    return 'status' in changes ? changes : accept(changes, { cause: handover.batchId ?? handoverId })
  },
  words: () => 'Start a planned change of address now',
})
