import { z } from 'zod'
import { create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** A place for imported items whose owner is nobody here yet; they can be handed over from there later (REC-4, HAND-3). */
export const portfolioCreate = defineCommand({
  type: 'portfolio.create',
  args: z.strictObject({
    portfolioId: idSchema('portfolio'),
    workspaceId: idSchema('workspace'),
    label: z.string().trim().min(1).max(200),
  }),
  *decide({ portfolioId, workspaceId, label }, { actor, now }) {
    const refusal = can(actor, 'manage folders', { workspaceId })
    if (refusal) return refusal
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace || workspace.archivedAt) return refuse('no-workspace', 'This workspace is gone.')
    const holdings = [{ holder: null, handoverId: null, since: now }]
    return accept([
      create('portfolio', { id: portfolioId, workspaceId, homeOf: null, origin: null, label, holdings }),
    ])
  },
  words: ({ label }) => `Keep the items of “${label}” for nobody yet`,
})
