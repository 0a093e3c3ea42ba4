import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { workspaceSchema } from '../model/workspace.ts'
import { can } from '../policy/can.ts'

/** Gives a workspace another name. Whoever may archive it may rename it. */
export const workspaceEdit = defineCommand({
  type: 'workspace.edit',
  args: z.strictObject({ workspaceId: idSchema('workspace'), name: workspaceSchema.shape.name }),
  *decide({ workspaceId, name }, { actor }) {
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace) return refuse('no-workspace', 'This workspace is gone.')
    const refusal = can(actor, 'archive a workspace', { workspaceId })
    if (refusal) return refusal
    return accept([put('workspace', { ...workspace, name })])
  },
  words: ({ workspaceId, name }, nameOf) => `Rename the workspace ${nameOf(workspaceId)} to ${name}`,
})
