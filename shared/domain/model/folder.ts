import { z } from 'zod'
import { idSchema } from './id.ts'

export const FIELD_TYPES = ['text', 'number', 'money', 'date', 'choice', 'email', 'phone', 'person'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** Field ids are short and local to the folder; they are parts of keys in content documents, so no slash. */
export const fieldIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .refine((id) => !RESERVED_FIELD_IDS.has(id), 'a reserved field id')

/** Keys of an edit that are not a folder's own fields, and names that break plain objects. */
const RESERVED_FIELD_IDS = new Set(['title', 'portfolio', 'deleted', '__proto__', 'constructor', 'prototype'])

export const fieldSchema = z.strictObject({
  id: fieldIdSchema,
  name: z.string().trim().min(1).max(120),
  type: z.enum(FIELD_TYPES),
  choices: z.array(z.string().min(1).max(120)).max(200).optional(),
  /** Fields are archived, not removed, so that offline edits stay valid (REC-5). */
  archived: z.boolean().optional(),
})
export type Field = z.infer<typeof fieldSchema>

export const stageSchema = z.strictObject({
  fieldId: fieldIdSchema,
  /** Choices that mean "no longer open"; all others, and none, are open (REC-1). */
  won: z.array(z.string()),
  lost: z.array(z.string()),
})

export const folderSchema = z.strictObject({
  id: idSchema('folder'),
  workspaceId: idSchema('workspace'),
  name: z.string().trim().min(1).max(120),
  /** Tasks are kept like records, in a folder of their own with fixed fields (`model/task-fields.ts`). */
  kind: z.enum(['records', 'tasks']),
  fields: z.array(fieldSchema).max(100),
  stage: stageSchema.nullable(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Folder = z.infer<typeof folderSchema>
