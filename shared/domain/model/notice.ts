import { z } from 'zod'
import { idSchema } from './id.ts'
import { askedSchema } from './request.ts'

/** Something the server must tell one user until they have confirmed it: an edit set back, a right lost (SYNC-3). */
export const noticeSchema = z.strictObject({
  id: idSchema('notice'),
  userId: idSchema('user'),
  code: z.string(),
  message: z.string(),
  /** What it is about, so that the interface can lead there. */
  about: z.strictObject({
    folderId: z.string().optional(),
    recordId: z.string().optional(),
    field: z.string().optional(),
    userId: z.string().optional(),
  }),
  /** What they wanted, where somebody else could be asked for it (ROLE-15), or it can be sent again later. */
  command: askedSchema.optional(),
  createdAt: z.iso.datetime(),
})
export type Notice = z.infer<typeof noticeSchema>
