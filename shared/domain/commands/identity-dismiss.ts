import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { claimFor } from '../sign-in/recognise.ts'

/** Somebody else has the address now: they get nothing of what is the user's, and are not asked about again (INV-11). */
export const identityDismiss = defineCommand({
  type: 'identity.dismiss',
  args: z.strictObject({ userId: idSchema('user'), claimId: idSchema('claim') }),
  *decide({ userId, claimId }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user) return refuse('no-user', 'This person is not here any more.')
    const asked = yield* claimFor(actor, user, claimId)
    if ('status' in asked) return asked
    return accept([put('signIn', { ...asked.signIn, claim: null }), { effect: 'dismiss-claim', claimId }])
  },
  words: ({ userId }, nameOf) => `Say that a new Google account is not ${nameOf(userId)}’s`,
})
