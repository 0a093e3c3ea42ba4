import { z } from 'zod'
import { emailSchema } from '../domain/model/email.ts'

/**
 * Signing in at an OpenID provider such as Google. The app is sent there and comes back by redirects, so what went wrong
 * travels as one of these codes in the address; the sentence for it stands here, never in the address, or anybody could
 * write one.
 */
export const OPENID_PROBLEMS = {
  'openid-down': 'Google can’t be reached at the moment. Try again in a few minutes.',
  'openid-cancelled': 'You did not finish signing in at Google. Try again, or use a mailed code.',
  'openid-clock':
    'The clocks of this server and of Google differ too much to sign in. Tell whoever runs this server; a mailed code may work meanwhile.',
  'openid-failed': 'Signing in with Google did not work. Try again; if it stays so, use a mailed code.',
  'openid-used': 'This sign-in was used already, or took longer than 10 minutes. Start again here.',
  'other-browser': 'This sign-in was begun in another browser. Start again here.',
  'not-authoritative':
    'Google does not vouch for the address of this account. Sign in with a code mailed to it instead.',
  'other-google-account':
    'This address belongs to another Google account in Handover. An Admin was told and can confirm that you are the same person; then sign in again.',
} as const

export type OpenIdProblem = keyof typeof OPENID_PROBLEMS

/** The sentence, with the provider's own name. */
export const openIdProblem = (problem: OpenIdProblem, provider = 'Google'): string =>
  OPENID_PROBLEMS[problem].replaceAll('Google', provider)

export const isOpenIdProblem = (code: string | null): code is OpenIdProblem =>
  code !== null && Object.hasOwn(OPENID_PROBLEMS, code)

/** The app comes back with `?sign-in=` and a problem; the extension's window with `?problem=` or `?grant=`. */
export const PROBLEM_PARAMETER = 'sign-in'

/** A path of the app: never another site's address, however a browser may read it. */
export const returnPathSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\s]*$/, 'not a path')
  .refine((path) => !/^\/(api|sync|outbox|health)(\/|$|\?)/.test(path), 'not a page')

/**
 * POST /api/openid/start: answers with the provider's address to go to. The web gets a cookie that binds the way back to
 * this browser; an extension brings the S256 challenge of a verifier it keeps (RFC 7636) and gets the attempt's id.
 */
export const openIdStartRequest = z.strictObject({
  /** The address that is expected, to spare choosing among several accounts. */
  email: emailSchema.optional(),
  returnTo: returnPathSchema.optional(),
  /** Extensions alone. */
  challenge: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
})
export interface OpenIdStartAnswer {
  url: string
  attemptId: string
}

/** POST /api/openid/token: an extension trades the grant of its window for a device token. */
export const openIdTokenRequest = z.strictObject({
  attemptId: z.string().max(100),
  grant: z.string().max(100),
  verifier: z.string().regex(/^[\w-]{43,128}$/),
})
