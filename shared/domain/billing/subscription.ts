import { type Refusal, refuse } from '../decide/decision.ts'
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
