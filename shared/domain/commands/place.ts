import { z } from 'zod'
import { idSchema } from '../model/id.ts'
import { levelSchema, type Membership, RESTRICTIONS } from '../model/membership.ts'
import { fitsLevel } from '../policy/column.ts'

/**
 * Restrictions that can be given today. The other two need documents written for each portfolio (DESIGN §3, "second
 * door"); until those exist nobody may be told that a device is spared what it would in fact receive.
 */
export const GIVEABLE = RESTRICTIONS.filter((r) => r !== 'own-items-only' && r !== 'masked-contacts')

/** Where somebody is put, at which level, and the id of their home there. */
export const placeSchema = z
  .strictObject({
    workspaceId: idSchema('workspace'),
    level: levelSchema,
    restrictions: z.array(z.enum(GIVEABLE)),
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
