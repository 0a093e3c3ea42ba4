import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { leave } from '../handover/leave.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'
import { mayDeactivate } from '../policy/deactivating.ts'

/**
 * Deactivates somebody whose items nobody takes over now: they become unassigned, findable as "left by …" (LIFE-2). With a
 * receiver it is `handover.start` with `afterwards: 'deactivate'`.
 */
export const userDeactivate = defineCommand({
  type: 'user.deactivate',
  args: z.strictObject({ userId: idSchema('user') }),
  *decide({ userId }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (!user) return refuse('no-user', 'This person is not here any more.')
    const refusal = can(actor, 'block, deactivate, restore', { user }) ?? (yield* mayDeactivate(user))
    if (refusal) return refusal
    const left = yield* leave(user, actor, now)
    return 'status' in left ? left : accept(left)
  },
  words: ({ userId }, nameOf) => `Deactivate ${nameOf(userId)}`,
})
