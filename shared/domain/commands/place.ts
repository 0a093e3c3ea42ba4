import { z } from 'zod'
import { idSchema } from '../model/id.ts'
import { levelSchema, type Membership, restrictionSchema } from '../model/membership.ts'
import { fitsLevel } from '../policy/column.ts'

/** Where somebody is put, at which level, and the id of their home there. */
export const placeSchema = z
  .strictObject({
    workspaceId: idSchema('workspace'),
    level: levelSchema,
    restrictions: z.array(restrictionSchema),
    portfolioId: idSchema('portfolio'),
  })
  .refine(({ level, restrictions }) => restrictions.every((r) => fitsLevel(r, level)), {
    message: 'restrictions are for Managers and Agents',
  })
export type Place = z.infer<typeof placeSchema>

export const membershipAt = (userId: string, { workspaceId, level, restrictions }: Place): Membership => ({
  userId,
  workspaceId,
  level,
  restrictions,
})
