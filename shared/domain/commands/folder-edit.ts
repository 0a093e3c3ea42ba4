import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { type Field, fieldIdSchema, fieldSchema, folderSchema } from '../model/folder.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Renames a folder, adds fields and choices, archives fields. Nothing is removed, so that offline edits stay valid (REC-5). */
export const folderEdit = defineCommand({
  type: 'folder.edit',
  args: z.strictObject({
    folderId: idSchema('folder'),
    name: folderSchema.shape.name.optional(),
    addFields: z.array(fieldSchema).max(100).optional(),
    addChoices: z.record(fieldIdSchema, z.array(z.string().min(1).max(120)).max(200)).optional(),
    archiveFields: z.array(fieldIdSchema).max(100).optional(),
  }),
  *decide({ folderId, name, addFields = [], addChoices = {}, archiveFields = [] }, { actor }) {
    const folder = yield* ask('folder', { id: folderId })
    if (!folder) return refuse('no-folder', 'This folder is gone.')
    const refusal = can(actor, 'manage folders', { workspaceId: folder.workspaceId })
    if (refusal) return refusal
    const taken = addFields.find((field) => folder.fields.some((f) => f.id === field.id))
    if (taken) return refuse('field-exists', `There is a field “${taken.name}” already.`)
    const fields = folder.fields.map((field): Field => {
      const more = Object.hasOwn(addChoices, field.id) ? (addChoices[field.id] ?? []) : []
      const choices = field.choices && [...new Set([...field.choices, ...more])]
      return {
        ...field,
        ...(choices && { choices }),
        ...(archiveFields.includes(field.id) && { archived: true }),
      }
    })
    const all = [...fields, ...addFields]
    if (all.length > 100) return refuse('too-many-fields', 'A folder has at most 100 fields.')
    return accept([put('folder', { ...folder, name: name ?? folder.name, fields: all })])
  },
  words: ({ folderId, name }, nameOf) =>
    name ? `Rename ${nameOf(folderId)} to ${name}` : `Change the fields of ${nameOf(folderId)}`,
})
