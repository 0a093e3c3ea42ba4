import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { named } from '../model/profile.ts'
import { personNameSchema } from '../model/user.ts'
import { can } from '../policy/can.ts'

/** Changes a person's name (USR-3). Everybody may change their own. */
export const userRename = defineCommand({
  type: 'user.rename',
  args: z.strictObject({ userId: idSchema('user'), name: personNameSchema }),
  *decide({ userId, name }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
    const refusal = can(actor, 'edit own name', { user }) && can(actor, 'edit a profile', { user })
    if (refusal) return refusal
    return accept([put('user', named(user.user, name))])
  },
  words: ({ userId, name }, nameOf) => `Rename ${nameOf(userId)} to ${name}`,
})
