import { z } from 'zod'
import { idSchema } from './id.ts'

export const workspaceSchema = z.strictObject({
  id: idSchema('workspace'),
  name: z.string().trim().min(1).max(120),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Workspace = z.infer<typeof workspaceSchema>
