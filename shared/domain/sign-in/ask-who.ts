import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailDomain } from '../model/email.ts'
import { emptySignIn, type IdentityClaim } from '../model/sign-in.ts'
import { ownerWaits, recognise } from './recognise.ts'

/**
 * Somebody signed in as another Google account than the user's, with the user's address (INV-11). Where an Admin has said so
 * of the whole domain they are recognised at once; else the Admins are asked.
 */
export function* askWho(userId: string, claim: IdentityClaim, now: string): Asking<Decision> {
  const user = yield* standingOf(userId)
  if (!user) return refuse('no-user', 'This person is not here any more.')
  const signIn = (yield* ask('signIn', { userId })) ?? emptySignIn(userId)
  const organization = yield* ask('organization', {})
  const isRecognised = organization?.recognisedDomains?.some(
    ({ domain, until }) => domain === emailDomain(claim.email) && until > now,
  )
  if (isRecognised && !ownerWaits(user, claim, { actorId: null, now })) {
    const changes = yield* recognise(user, signIn, claim)
    if (!('status' in changes)) return accept(changes)
  }
  const admins = yield* ask('activeAdmins', {})
  const mails = admins.map((adminId): Change => ({
    effect: 'mail',
    mail: 'identity-asked',
    userId: adminId,
    aboutUserId: userId,
  }))
  // Whoever runs the owner's mail may read what goes to their address; what they had before may be out of that reach (ROLE-9).
  const ofOwner = user.isAccountOwner ? user.user.formerly : []
  const toOwner = ofOwner.map((address): Change => ({
    effect: 'mail',
    mail: 'identity-asked',
    userId,
    aboutUserId: userId,
    address,
  }))
  return accept([put('signIn', { ...signIn, claim }), ...mails, ...toOwner])
}
