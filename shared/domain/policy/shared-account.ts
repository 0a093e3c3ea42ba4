import { type Change, isRowChange } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { isAdmin } from './column.ts'

/**
 * USR-9: an account that several people use is never Admin, whichever way it would become one: what is done in its name is
 * nobody's doing. Asked of every decision, so that no command needs to remember it.
 */
export function sharedIsNoAdmin(changes: readonly Change[]): Refusal | null {
  const wrong = changes
    .filter(isRowChange)
    .some(
      (change) =>
        'put' in change && change.put === 'user' && change.row.shared === true && isAdmin(change.row),
    )
  return wrong
    ? refuse(
        'shared-account',
        'Several people use this account, so it can’t be Admin: nobody could say who did what. Invite each of them instead, or say that it is one person’s.',
      )
    : null
}
