import type { Refusal } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Action } from '../policy/table.ts'
import { endedRefusal } from './subscription.ts'

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
