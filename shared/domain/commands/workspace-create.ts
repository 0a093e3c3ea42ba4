import { z } from 'zod'
import { create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { homePortfolio } from '../model/portfolio.ts'
import { taskFolder } from '../model/task-fields.ts'
import { workspaceSchema } from '../model/workspace.ts'
import { can } from '../policy/can.ts'
import { isAdmin } from '../policy/column.ts'

/** Opens a workspace with its folder of tasks. An Admin, who is Owner everywhere (ROLE-12), gets a home in it. */
export const workspaceCreate = defineCommand({
  type: 'workspace.create',
  args: z.strictObject({
    workspaceId: idSchema('workspace'),
    name: workspaceSchema.shape.name,
    tasksFolderId: idSchema('folder'),
    portfolioId: idSchema('portfolio'),
  }),
  *decide({ workspaceId, name, tasksFolderId, portfolioId }, { actor, now }) {
    const refusal = can(actor, 'create a workspace')
    if (refusal) return refusal
    const userId = actor.user.id
    return accept([
      create('workspace', { id: workspaceId, name, createdAt: now, archivedAt: null }),
      create('folder', taskFolder(tasksFolderId, workspaceId, now)),
      ...(isAdmin(actor.user)
        ? [
            create('membership', { userId, workspaceId, level: 'owner', restrictions: [] }),
            create('portfolio', homePortfolio(portfolioId, workspaceId, userId, now)),
          ]
        : []),
    ])
  },
  words: ({ name }) => `Create the workspace ${name}`,
})
