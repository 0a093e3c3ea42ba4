import { z } from 'zod'
import { idSchema } from './id.ts'

/**
 * Somebody signed in at Google as another account than before, with an address that is known here (INV-11). Only the server
 * knows which account it is; an Admin says whether it is the same person.
 */
export const identityClaimSchema = z.strictObject({
  id: idSchema('claim'),
  /** As Google answers for it: the user's own address, or they would not be meant. */
  email: z.string().max(254),
  /** The name there; may be empty. */
  name: z.string().max(120),
  askedAt: z.iso.datetime(),
})
export type IdentityClaim = z.infer<typeof identityClaimSchema>

/** What an Admin decided, or has to decide, about how a user signs in. There is no row while it is nothing. */
export const signInSchema = z.strictObject({
  /** The user's id. */
  id: idSchema('user'),
  /** A mailed code lets them in although their account is a Google account (DESIGN §6). */
  codesAllowed: z.boolean(),
  claim: identityClaimSchema.nullable(),
})
export type SignIn = z.infer<typeof signInSchema>

/** For how long new Google accounts of a whole domain are let in once an Admin has said so. */
export const RECOGNISED_DAYS = 30

export const emptySignIn = (userId: string): SignIn => ({ id: userId, codesAllowed: false, claim: null })
