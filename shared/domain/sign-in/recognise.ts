import type { Standing } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { IdentityClaim, SignIn } from '../model/sign-in.ts'
import { OWNER_HOURS } from '../model/handover.ts'
import { hoursAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'

/** Why this claim can't be answered any more. */
export const notAsked = refuse(
  'no-claim',
  'This was answered already, or they signed in otherwise meanwhile.',
)

/** Same person, new Google account (INV-11): the account in the user is replaced, as by a change of address. */
export function* recognise(user: Standing, signIn: SignIn, claim: IdentityClaim): Asking<Change[] | Refusal> {
  const { state, id: userId } = user.user
  if (state !== 'active' && state !== 'blocked')
    return refuse('not-active-user', 'This person has left. Restore them first, then confirm who they are.')
  const sits = yield* ask('userOfClaim', { claimId: claim.id })
  if (sits && sits.id !== userId)
    return refuse(
      'already-user',
      `That Google account is here already, as ${sits.name || sits.email}. Hand over to them instead.`,
    )
  return [
    put('signIn', { ...signIn, claim: null }),
    { effect: 'recognise', userId, claimId: claim.id },
    { effect: 'close-sockets', userId, why: 'switched' },
    { effect: 'mail', mail: 'identity-recognised', userId },
  ]
}

/**
 * Whoever says who the account owner is could own the account, so another Admin's word counts 72 hours after all Admins were
 * told (ROLE-9); the owner's own, from where they are still signed in, at once.
 */
export const ownerWaits = (
  user: Standing,
  claim: IdentityClaim,
  { actorId, now }: { actorId: string | null; now: string },
): Refusal | null =>
  user.isAccountOwner && user.user.id !== actorId && now < hoursAfter(claim.askedAt, OWNER_HOURS)
    ? refuse(
        'owner-waits',
        `This is the account owner: another Admin’s word counts ${OWNER_HOURS} hours after all Admins were told. Where the owner is still signed in, they can say it at once.`,
      )
    : null

/** The open claim of this user, and that the actor may answer it. */
export function* claimFor(
  actor: Standing,
  user: Standing,
  claimId: string,
): Asking<{ signIn: SignIn; claim: IdentityClaim } | Refusal> {
  const refusal = can(actor, 'confirm an identity', { user })
  if (refusal) return refusal
  const signIn = yield* ask('signIn', { userId: user.user.id })
  if (signIn?.claim?.id !== claimId) return notAsked
  return { signIn, claim: signIn.claim }
}
