import { z } from 'zod'
import { idSchema } from './id.ts'

export const LEVELS = ['owner', 'manager', 'agent'] as const
export const levelSchema = z.enum(LEVELS)
/** What somebody is in one workspace (ROLE-2). Compared only in `policy/`. */
export type Level = z.infer<typeof levelSchema>

export const RESTRICTIONS = [
  'no-settings',
  'no-export',
  'no-delete',
  'no-workflows',
  'no-integrations',
  'own-items-only',
  'masked-contacts',
] as const
export const restrictionSchema = z.enum(RESTRICTIONS)
/** ROLE-10: they narrow a level. The last two are for Agents only. */
export type Restriction = z.infer<typeof restrictionSchema>

export const membershipSchema = z.strictObject({
  userId: idSchema('user'),
  workspaceId: idSchema('workspace'),
  level: levelSchema,
  restrictions: z.array(restrictionSchema),
})
export type Membership = z.infer<typeof membershipSchema>
