import { z } from 'zod'
import { emailKey } from './email.ts'
import { idSchema } from './id.ts'
import { daysAfter } from './time.ts'

/** INV-3: unanswered invitations end after 7 days. */
export const INVITATION_DAYS = 7

/** An invitation brings an account into a user: a new one (`join`), or one that has another address so far (`switch`). */
export const invitationSchema = z.strictObject({
  id: idSchema('invitation'),
  userId: idSchema('user'),
  purpose: z.enum(['join', 'switch']),
  /** The handover of kind `switch` this belongs to. */
  handoverId: idSchema('handover').nullable(),
  email: z.string(),
  emailKey: z.string(),
  invitedBy: idSchema('user'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(['pending', 'accepted', 'revoked', 'replaced']),
})
export type Invitation = z.infer<typeof invitationSchema>

/** Pending and not expired at `now` (both ISO, UTC). */
export const isOpenInvitation = (invitation: Invitation, now: string): boolean =>
  invitation.state === 'pending' && now < invitation.expiresAt

/** An invitation to join, open for 7 days (INV-3). */
export const newInvitation = (
  fields: Pick<Invitation, 'id' | 'userId' | 'email' | 'invitedBy'> & Partial<Invitation>,
  now: string,
): Invitation => ({
  purpose: 'join',
  handoverId: null,
  emailKey: emailKey(fields.email),
  createdAt: now,
  expiresAt: daysAfter(now, INVITATION_DAYS),
  state: 'pending',
  ...fields,
})
