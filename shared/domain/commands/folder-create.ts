import { z } from 'zod'
import { create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { fieldSchema, folderSchema, stageSchema } from '../model/folder.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Opens a folder of records with its fields (REC-1). */
export const folderCreate = defineCommand({
  type: 'folder.create',
  args: z
    .strictObject({
      folderId: idSchema('folder'),
      workspaceId: idSchema('workspace'),
      name: folderSchema.shape.name,
      fields: z.array(fieldSchema).max(100),
      stage: stageSchema.nullable(),
    })
    .refine(({ fields }) => new Set(fields.map((f) => f.id)).size === fields.length, {
      message: 'two fields have the same id',
      path: ['fields'],
    })
    .refine(
      ({ fields, stage }) => !stage || fields.some((f) => f.id === stage.fieldId && f.type === 'choice'),
      {
        message: 'the stage is no choice field of this folder',
        path: ['stage'],
      },
    ),
  *decide({ folderId, workspaceId, name, fields, stage }, { actor, now }) {
    const refusal = can(actor, 'manage folders', { workspaceId })
    if (refusal) return refusal
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace || workspace.archivedAt) return refuse('no-workspace', 'This workspace is gone.')
    return accept([
      create('folder', {
        id: folderId,
        workspaceId,
        name,
        kind: 'records',
        fields,
        stage,
        createdAt: now,
        archivedAt: null,
      }),
    ])
  },
  words: ({ name }) => `Create the folder ${name}`,
})
