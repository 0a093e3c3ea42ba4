import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Says that several people use an account, such as info@, or that it is one person's (USR-9). */
export const userShare = defineCommand({
  type: 'user.share',
  args: z.strictObject({ userId: idSchema('user'), shared: z.boolean() }),
  *decide({ userId, shared }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
    // It decides about a role: what may become Admin.
    const refusal = can(actor, 'change roles', { user })
    if (refusal) return refusal
    return accept([put('user', { ...user.user, shared })])
  },
  words: ({ userId, shared }, nameOf) =>
    shared ? `Mark ${nameOf(userId)} as used by several people` : `Mark ${nameOf(userId)} as one person’s`,
})
