import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'
import { countsAsAdmin } from '../policy/column.ts'
import { keepsAnAdmin } from '../policy/last-admin.ts'

const args = z.strictObject({ userId: idSchema('user') })

/** Blocked people cannot sign in, keep everything and cost a seat (LIFE-1). The account owner can be blocked at once (ROLE-9). */
export const userBlock = defineCommand({
  type: 'user.block',
  args,
  *decide({ userId }, { actor }) {
    const user = yield* standingOf(userId)
    if (user?.user.state !== 'active')
      return refuse('not-active-user', 'Only somebody who is active can be blocked.')
    const refusal = can(actor, 'block, deactivate, restore', { user })
    if (refusal) return refusal
    if (countsAsAdmin(user.user)) {
      const last = yield* keepsAnAdmin(userId)
      if (last) return last
    }
    return accept([
      put('user', { ...user.user, state: 'blocked' }),
      { effect: 'close-sockets', userId, why: 'blocked' },
    ])
  },
  words: ({ userId }, nameOf) => `Block ${nameOf(userId)}`,
})

/** Lets a blocked person in again. */
export const userUnblock = defineCommand({
  type: 'user.unblock',
  args,
  *decide({ userId }, { actor }) {
    const user = yield* standingOf(userId)
    if (user?.user.state !== 'blocked') return refuse('not-blocked', 'This person is not blocked.')
    const refusal = can(actor, 'block, deactivate, restore', { user })
    if (refusal) return refusal
    return accept([put('user', { ...user.user, state: 'active' })])
  },
  words: ({ userId }, nameOf) => `Unblock ${nameOf(userId)}`,
})
