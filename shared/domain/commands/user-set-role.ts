import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { roleSchema } from '../model/user.ts'
import { can } from '../policy/can.ts'
import { countsAsAdmin, isAdmin } from '../policy/column.ts'
import { keepsAnAdmin } from '../policy/last-admin.ts'

/** Promotes or demotes (ROLE-1, ROLE-5). */
export const userSetRole = defineCommand({
  type: 'user.set-role',
  args: z.strictObject({ userId: idSchema('user'), role: roleSchema }),
  *decide({ userId, role }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
    const refusal = can(actor, 'change roles', { user, role })
    if (refusal) return refusal
    if (!isAdmin({ role })) {
      if (user.isAccountOwner)
        return refuse(
          'account-owner',
          'The account owner is always Admin. Hand over the ownership of the account first.',
        )
      if (countsAsAdmin(user.user)) {
        const last = yield* keepsAnAdmin(userId)
        if (last) return last
      }
    }
    return accept([put('user', { ...user.user, role })])
  },
  words: ({ userId, role }, nameOf) => `Give ${nameOf(userId)} the role ${role.replace('-', ' ')}`,
})
