import { z } from 'zod'
import { idSchema } from './id.ts'

/** ROLE-15: a request that nobody answered lapses after so many days. */
export const REQUEST_DAYS = 14
/** So many of one person's may wait at once, and so many may be made within a day: nobody's list and mailbox is flooded. */
export const REQUESTS = { open: 10, aDay: 20 }

/** The change that is asked for, as the asker prepared it; decided anew in the name of whoever confirms it. */
export const askedSchema = z.strictObject({ type: z.string().max(60), args: z.unknown() })
export type Asked = z.infer<typeof askedSchema>

export const requestSchema = z.strictObject({
  id: idSchema('request'),
  by: idSchema('user'),
  /** Who may do it, and was asked. Empty in the asker's own document: whom there is, not everybody may see. */
  to: z.array(idSchema('user')),
  command: askedSchema,
  /**
   * void: the asker, or everybody who was asked, has left, or lost the right. `args` of the command are null where the asker
   * may not see any more what it was about (ROLE-10).
   */
  state: z.enum(['open', 'confirmed', 'declined', 'withdrawn', 'void']),
  madeAt: z.iso.datetime(),
  until: z.iso.datetime(),
  answeredBy: idSchema('user').nullable(),
  answeredAt: z.iso.datetime().nullable(),
  /** What was said with a no. */
  word: z.string().max(500),
})
export type Request = z.infer<typeof requestSchema>

/** Not answered, and not lapsed at `now` (ISO). */
export const isOpenRequest = (request: Request, now: string): boolean =>
  request.state === 'open' && now < request.until
