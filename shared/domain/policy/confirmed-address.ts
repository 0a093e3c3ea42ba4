import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'

/**
 * USR-6: only somebody whose address is known to be theirs sends mail to others. It is from the moment they join, and until
 * another Google account proves that it has the address now; then an Admin says who is who (INV-11).
 */
export function* needsConfirmedAddress(actor: Standing): Asking<Refusal | null> {
  const signIn = yield* ask('signIn', { userId: actor.user.id })
  return signIn?.claim
    ? refuse(
        'address-unconfirmed',
        'Another Google account has your address now. Until an Admin has said that it is you, you can’t send invitations.',
      )
    : null
}
