import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { holderOf, homePortfolio } from '../model/portfolio.ts'
import { mayPutIn } from '../policy/inviting.ts'
import { membershipAt, placeSchema } from './place.ts'

/** Puts somebody into a workspace, or changes their level and restrictions there (ROLE-2, ROLE-10). */
export const membershipSet = defineCommand({
  type: 'membership.set',
  args: z.strictObject({ userId: idSchema('user'), place: placeSchema }),
  *decide({ userId, place }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'deactivated' || user.user.state === 'erased')
      return refuse('no-user', 'This person is not here any more. Restore them first.')
    const workspace = yield* ask('workspace', { id: place.workspaceId })
    if (!workspace || workspace.archivedAt) return refuse('no-workspace', 'This workspace is gone.')
    const refusal = yield* mayPutIn(actor, place.workspaceId, place.level, user)
    if (refusal) return refusal
    const isIn = user.memberships.some((m) => m.workspaceId === place.workspaceId)
    const changes: Change[] = [(isIn ? put : create)('membership', membershipAt(userId, place))]
    const home = (yield* ask('homesOf', { userId })).find((p) => p.workspaceId === place.workspaceId)
    const aliases: Record<string, string> = {}
    if (!home)
      changes.push(create('portfolio', homePortfolio(place.portfolioId, place.workspaceId, userId, now)))
    else {
      if (place.portfolioId !== home.id) aliases[place.portfolioId] = home.id
      // Somebody who comes back to a workspace gets back what nobody else was given meanwhile (LIFE-8).
      if (holderOf(home) === null)
        changes.push(
          put('portfolio', {
            ...home,
            holdings: [...home.holdings, { holder: userId, handoverId: null, since: now }],
          }),
        )
    }
    return accept(changes, { aliases })
  },
  words: ({ userId, place }, nameOf) =>
    `Make ${nameOf(userId)} ${place.level} in ${nameOf(place.workspaceId)}`,
})
