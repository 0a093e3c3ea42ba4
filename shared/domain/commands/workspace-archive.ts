import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

const args = z.strictObject({ workspaceId: idSchema('workspace') })

/** Puts a workspace away: nobody is added to it and it is not offered any more; everything in it stays. */
export const workspaceArchive = defineCommand({
  type: 'workspace.archive',
  args,
  *decide({ workspaceId }, { actor, now }) {
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace || workspace.archivedAt)
      return refuse('no-workspace', 'This workspace is archived already.')
    const refusal = can(actor, 'archive a workspace', { workspaceId })
    if (refusal) return refusal
    return accept([put('workspace', { ...workspace, archivedAt: now })])
  },
  words: ({ workspaceId }, nameOf) => `Archive the workspace ${nameOf(workspaceId)}`,
})

/** Brings it back as it was. */
export const workspaceReopen = defineCommand({
  type: 'workspace.reopen',
  args,
  *decide({ workspaceId }, { actor }) {
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace?.archivedAt) return refuse('not-archived', 'This workspace is not archived.')
    const refusal = can(actor, 'archive a workspace', { workspaceId })
    if (refusal) return refusal
    return accept([put('workspace', { ...workspace, archivedAt: null })])
  },
  words: ({ workspaceId }, nameOf) => `Bring back the workspace ${nameOf(workspaceId)}`,
})
