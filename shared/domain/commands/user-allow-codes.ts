import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { emptySignIn } from '../model/sign-in.ts'
import { can } from '../policy/can.ts'
import { mayAllowCodes } from '../sign-in/may-allow-codes.ts'

/** Lets somebody whose account is a Google account sign in by a mailed code too, or no longer (DESIGN §6). */
export const userAllowCodes = defineCommand({
  type: 'user.allow-codes',
  args: z.strictObject({ userId: idSchema('user'), allowed: z.boolean() }),
  *decide({ userId, allowed }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || (user.user.state !== 'active' && user.user.state !== 'blocked'))
      return refuse('not-active-user', 'Only somebody who has joined has a way to sign in.')
    const refusal = allowed ? mayAllowCodes(actor, user) : can(actor, 'confirm an identity', { user })
    if (refusal) return refusal
    const signIn = (yield* ask('signIn', { userId })) ?? emptySignIn(userId)
    return accept(
      signIn.codesAllowed === allowed ? [] : [put('signIn', { ...signIn, codesAllowed: allowed })],
    )
  },
  words: ({ userId, allowed }, nameOf) =>
    allowed
      ? `Let ${nameOf(userId)} sign in by mailed codes too`
      : `No longer let ${nameOf(userId)} sign in by mailed codes`,
})
