import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { can } from '../policy/can.ts'

/**
 * May the actor let this user sign in by mailed codes too? The account owner only themself: whoever else reads mail to their
 * address, as who runs the mail server does, would own the account at once (ROLE-9).
 */
export const mayAllowCodes = (actor: Standing, user: Standing): Refusal | null =>
  can(actor, 'confirm an identity', { user }) ??
  (user.isAccountOwner && user.user.id !== actor.user.id
    ? refuse(
        'account-owner',
        'This is the account owner, and only they allow mailed codes for themself. Change their address if they can’t sign in.',
      )
    : null)
