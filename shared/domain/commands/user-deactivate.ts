import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { passOnInvitations } from '../handover/pass-on-invitations.ts'
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
    const held = yield* ask('portfoliosHeldBy', { userId })
    const open = yield* ask('openHandoversOf', { userId })
    if (open.length > 0)
      return refuse(
        'handover-waits',
        'A handover or a change of address of this person is under way. Call it off first.',
      )
    const changes: Change[] = held.map((portfolio) =>
      put('portfolio', {
        ...portfolio,
        holdings: [...portfolio.holdings, { holder: null, handoverId: null, since: now }],
      }),
    )
    return accept([
      ...changes,
      ...(yield* passOnInvitations(userId, actor.user.id)),
      put('user', { ...user.user, state: 'deactivated', leftAt: now }),
      { effect: 'close-sockets', userId, why: 'deactivated' },
      { effect: 'mail', mail: 'access-ended', userId },
    ])
  },
  words: ({ userId }, nameOf) => `Deactivate ${nameOf(userId)}`,
})
