import { z } from 'zod'
import { keepsSeatLimit } from '../billing/seat-limit.ts'
import { standingOf } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { callOffErasings } from '../handover/erasing.ts'
import { idSchema } from '../model/id.ts'
import { holderOf, homePortfolio } from '../model/portfolio.ts'
import { can } from '../policy/can.ts'

/** Brings a deactivated person back to active; they get back what nobody else was given, and a home wherever they work (LIFE-4). */
export const userRestore = defineCommand({
  type: 'user.restore',
  args: z.strictObject({
    userId: idSchema('user'),
    homes: z
      .array(z.strictObject({ workspaceId: idSchema('workspace'), portfolioId: idSchema('portfolio') }))
      .max(500),
  }),
  *decide({ userId, homes }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (user?.user.state !== 'deactivated')
      return refuse('not-deactivated', 'This person is not deactivated.')
    const refusal = can(actor, 'block, deactivate, restore', { user })
    if (refusal) return refusal
    const own = yield* ask('homesOf', { userId })
    const changes: Change[] = own
      .filter((portfolio) => holderOf(portfolio) === null)
      .map((portfolio) =>
        put('portfolio', {
          ...portfolio,
          holdings: [...portfolio.holdings, { holder: userId, handoverId: null, since: now }],
        }),
      )
    for (const { workspaceId } of user.memberships) {
      if (own.some((p) => p.workspaceId === workspaceId)) continue
      const home = homes.find((h) => h.workspaceId === workspaceId)
      if (!home)
        return refuse(
          'needs-home',
          'Their workspaces have changed. Open the page again and restore once more.',
        )
      changes.push(create('portfolio', homePortfolio(home.portfolioId, workspaceId, userId, now)))
    }
    changes.push(put('user', { ...user.user, state: 'active', leftAt: null }))
    changes.push(...(yield* callOffErasings(userId)))
    return (yield* keepsSeatLimit(changes)) ?? accept(changes)
  },
  words: ({ userId }, nameOf) => `Restore ${nameOf(userId)}`,
})
