import { z } from 'zod'
import { dayAt, lastOf, monthOf } from '../billing/day.ts'
import { dayOfEnd } from '../billing/subscription.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { can } from '../policy/can.ts'
import { tellOfSubscription } from './tell-of-subscription.ts'

/**
 * Cancels the subscription at the end of the month, in the organization's time zone: what is counted by day and written by month
 * ends with a whole invoice (ROLE-8). Until then all goes on as before, and any Admin takes it back (`billing.resume`).
 */
export const billingCancel = defineCommand({
  type: 'billing.cancel',
  /** The last day as it was shown: whoever cancels in May offline, and is heard in June, did not mean June. */
  args: z.strictObject({ lastDay: z.iso.date() }),
  *decide({ lastDay }, { actor, now }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    if (organization.cancellation)
      return refuse(
        'cancelled-already',
        `The subscription is cancelled already: it ends after ${dayOfEnd(organization.cancellation.lastDay)}. An Admin can keep it.`,
      )
    const end = lastOf(monthOf(dayAt(now, organization.timeZone)))
    if (lastDay !== end)
      return refuse(
        'other-month',
        `A new month has begun: the subscription would end after ${dayOfEnd(end)} now. Look at it on the Billing page, and cancel again.`,
      )
    return accept([
      put('organization', { ...organization, cancellation: { by: actor.user.id, at: now, lastDay } }),
      ...(yield* tellOfSubscription('subscription-cancelled', actor, organization)),
    ])
  },
  words: ({ lastDay }) => `Cancel the subscription: it ends after ${dayOfEnd(lastDay)}`,
})
