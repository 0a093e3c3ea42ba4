import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { refusedMerge, runMerge } from '../handover/merge.ts'
import { itemCountSchema } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { roleSchema } from '../model/user.ts'

/** Same person, two users (HAND-21): everything of one goes to the other, who stays with the chosen role. */
export const userMerge = defineCommand({
  type: 'user.merge',
  args: z.strictObject({
    handoverId: idSchema('handover'),
    /** Who goes. */
    fromUserId: idSchema('user'),
    /** Who stays, with their account and address. */
    toUserId: idSchema('user'),
    role: roleSchema,
    homes: z
      .array(z.strictObject({ workspaceId: idSchema('workspace'), portfolioId: idSchema('portfolio') }))
      .max(500),
    shown: z.array(itemCountSchema).max(5_000).nullable(),
  }),
  *decide({ fromUserId, toUserId, ...wishes }, { actor, now }) {
    const from = yield* standingOf(fromUserId)
    const to = yield* standingOf(toUserId)
    if (!from || !to) return refuse('no-user', 'One of the two is not here any more.')
    const refusal = yield* refusedMerge(actor, { from, to }, wishes.role)
    if (refusal) return refusal
    const changes = yield* runMerge(wishes, actor, { from, to }, now)
    return 'status' in changes ? changes : accept(changes, { cause: wishes.handoverId })
  },
  words: ({ fromUserId, toUserId, role }, nameOf) =>
    `Make ${nameOf(fromUserId)} and ${nameOf(toUserId)}, two users of one person, one, with the role ${role.replace('-', ' ')}`,
})
