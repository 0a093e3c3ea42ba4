import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { RECOGNISED_DAYS } from '../model/sign-in.ts'
import { daysAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'
import { ownerWaits, recognise } from '../sign-in/recognise.ts'

/**
 * "They are the same persons, with new Google accounts", for a domain that moved to another Workspace: who waits comes in,
 * and whoever signs in within 30 days (INV-11). One that can't be confirmed goes on waiting, and is asked about singly.
 */
export const identityConfirmDomain = defineCommand({
  type: 'identity.confirm-domain',
  args: z.strictObject({ domain: z.string().trim().toLowerCase().min(3).max(253) }),
  *decide({ domain }, { actor, now }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    if (!(yield* ask('domainKnown', { domain })))
      return refuse('unknown-domain', `Nobody here has an address at ${domain}.`)
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is not here any more.')
    const others = (organization.recognisedDomains ?? []).filter(
      (one) => one.domain !== domain && one.until > now,
    )
    const recognised = { domain, until: daysAfter(now, RECOGNISED_DAYS) }
    const changes: Change[] = [
      put('organization', { ...organization, recognisedDomains: [...others, recognised] }),
    ]
    for (const signIn of yield* ask('claimsAt', { domain })) {
      const user = yield* standingOf(signIn.id)
      if (!user || !signIn.claim || can(actor, 'confirm an identity', { user })) continue
      if (ownerWaits(user, signIn.claim, { actorId: actor.user.id, now })) continue
      const confirmed = yield* recognise(user, signIn, signIn.claim)
      if (!('status' in confirmed)) changes.push(...confirmed)
    }
    return accept(changes)
  },
  words: ({ domain }) => `Confirm the new Google accounts at ${domain}`,
})
