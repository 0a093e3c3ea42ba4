import { z } from 'zod'
import { create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { homePortfolio } from '../model/portfolio.ts'
import { can } from '../policy/can.ts'

/**
 * Gives the actor a home in a workspace where they may work and have none: an Admin is Owner everywhere (ROLE-12) without
 * having been put there. Two devices doing it at once get one home.
 */
export const portfolioOpenHome = defineCommand({
  type: 'portfolio.open-home',
  args: z.strictObject({ portfolioId: idSchema('portfolio'), workspaceId: idSchema('workspace') }),
  *decide({ portfolioId, workspaceId }, { actor, now }) {
    const userId = actor.user.id
    const refusal = can(actor, 'edit items', { workspaceId, holder: userId })
    if (refusal) return refusal
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace || workspace.archivedAt) return refuse('no-workspace', 'This workspace is gone.')
    const home = (yield* ask('homesOf', { userId })).find((p) => p.workspaceId === workspaceId)
    if (home) return accept([], { aliases: { [portfolioId]: home.id } })
    return accept([create('portfolio', homePortfolio(portfolioId, workspaceId, userId, now))])
  },
  words: ({ workspaceId }, nameOf) => `Begin to work in ${nameOf(workspaceId)}`,
})
