import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { claimFor, ownerWaits, recognise } from '../sign-in/recognise.ts'

/** "Same person, new Google account": it opens what the former one opened (INV-11). */
export const identityConfirm = defineCommand({
  type: 'identity.confirm',
  args: z.strictObject({ userId: idSchema('user'), claimId: idSchema('claim') }),
  *decide({ userId, claimId }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (!user) return refuse('no-user', 'This person is not here any more.')
    const asked = yield* claimFor(actor, user, claimId)
    if ('status' in asked) return asked
    const waits = ownerWaits(user, asked.claim, { actorId: actor.user.id, now })
    if (waits) return waits
    const changes = yield* recognise(user, asked.signIn, asked.claim)
    return 'status' in changes ? changes : accept(changes)
  },
  words: ({ userId }, nameOf) => `Confirm ${nameOf(userId)}’s new Google account`,
})
