import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { can } from '../policy/can.ts'
import { tellOfSubscription } from './tell-of-subscription.ts'

/** Keeps a subscription that was cancelled, or takes it up again after its end: seats count from that day on (ROLE-8). */
export const billingResume = defineCommand({
  type: 'billing.resume',
  args: z.strictObject({}),
  *decide(_args, { actor }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization?.cancellation) return refuse('not-cancelled', 'The subscription was not cancelled.')
    const { cancellation: _cancelled, ...going } = organization
    return accept([
      put('organization', going),
      ...(yield* tellOfSubscription('subscription-resumed', actor, organization)),
    ])
  },
  words: () => 'Go on with the subscription',
})
