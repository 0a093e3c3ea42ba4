import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { claim, dropClaim, isClaimed, takeOver } from '../handover/owner-claim.ts'
import { can } from '../policy/can.ts'

const args = z.strictObject({})

/** Says that the account owner is gone; 72 hours later `organization.take-over` is possible (ROLE-9). */
export const organizationClaim = defineCommand({
  type: 'organization.claim',
  args,
  *decide(_args, { actor, now }) {
    return yield* claim(actor, now)
  },
  words: () => 'Say that the account owner is gone, to take over the account in 72 hours',
})

/** The owner objects, or any Admin stops it. A blocked owner objects without the app (`objectToClaim` on the server). */
export const organizationDropClaim = defineCommand({
  type: 'organization.drop-claim',
  args,
  *decide(_args, { actor, now }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!isClaimed(organization, now))
      return refuse('not-waiting', 'Nobody is taking over the account any more.')
    return yield* dropClaim(organization)
  },
  words: () => 'Stop the taking over of the account',
})

/** Deactivates the owner who is gone and becomes owner, in one step (ROLE-9). */
export const organizationTakeOver = defineCommand({
  type: 'organization.take-over',
  args,
  *decide(_args, { actor, now }) {
    return yield* takeOver(actor, now)
  },
  words: () => 'Deactivate the account owner, who is gone, and become account owner',
})
