import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Action } from '../policy/table.ts'
import { type Day, dayAt } from './day.ts'

/** What everybody in an organization may know of its subscription. */
export interface Subscription {
  /** Of the organization. */
  name: string
  timeZone: string
  /** The last day on which all can be done; null: it was not cancelled. */
  lastDay: Day | null
}

/** Is the last day over, in the organization's time zone? `now` is ISO. */
export const hasEnded = ({ lastDay, timeZone }: Subscription, now: string): boolean =>
  lastDay !== null && dayAt(now, timeZone) > lastDay

export const SUBSCRIPTION_ENDED = 'subscription-ended'

/** "31 May 2026" */
export const dayOfEnd = (day: Day): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00.000Z`))

/** Why nothing can be changed now, and what to do; null: it can. `now` is ISO. */
export function endedRefusal(subscription: Subscription | null, now: string): Refusal | null {
  if (!subscription?.lastDay || !hasEnded(subscription, now)) return null
  return refuse(
    SUBSCRIPTION_ENDED,
    `The subscription of ${subscription.name} ended on ${dayOfEnd(subscription.lastDay)}. Everything can still be read and saved to files. An Admin can take it up again on the Billing page; then try again.`,
  )
}

/**
 * What is still done when the subscription has ended: taking it up again, ending for good, taking access and data away, and
 * asking and answering about these. What a request asks for is decided by itself.
 */
const STILL_DONE: ReadonlySet<string> = new Set([
  'billing.resume',
  'billing.edit',
  'organization.delete',
  'organization.keep',
  'organization.claim',
  'organization.drop-claim',
  'organization.take-over',
  'organization.pass-on',
  'export.note',
  'user.block',
  'user.unblock',
  'user.deactivate',
  'user.erase',
  'user.set-mails',
  'membership.remove',
  'invitation.revoke',
  'identity.dismiss',
  'handover.call-off',
  'erasing.call-off',
  'employees.stop',
  'request.make',
  'request.confirm',
  'request.decline',
  'request.withdraw',
])

/** The same in words of the table of rights: what screens still offer. */
const STILL_OFFERED: ReadonlySet<Action> = new Set<Action>([
  'see users',
  'see addresses',
  'count items',
  'export items',
  'export users',
  'see all history',
  'see history of users',
  'see history of billing',
  'see history of a record',
  'see sign-ins and devices',
  'see billing',
  'see organization settings',
  'manage billing',
  'change organization settings',
  'remove a member',
  'put in or out of a workspace',
  'block, deactivate, restore',
  'erase',
])

export const isStillOffered = (action: Action): boolean => STILL_OFFERED.has(action)

/** Refuses a command that the end of the subscription forbids. */
export function* keepsToSubscription(type: string, now: string): Asking<Refusal | null> {
  if (STILL_DONE.has(type)) return null
  return endedRefusal(yield* ask('subscription', {}), now)
}
