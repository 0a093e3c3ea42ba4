import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import type { Asking } from '../decide/question.ts'
import { countsAsAdmin } from './column.ts'
import { keepsAnAdmin } from './last-admin.ts'

/** What stands against deactivating this user, whoever asks: their state, the account's ownership (ROLE-9), the last Admin (ROLE-5). */
export function* mayDeactivate(user: Standing): Asking<Refusal | null> {
  if (user.user.state !== 'active' && user.user.state !== 'blocked')
    return refuse('not-active-user', 'Only somebody who is active or blocked can be deactivated.')
  if (user.isAccountOwner)
    return refuse(
      'account-owner',
      'The account owner cannot be deactivated like this. They hand over the account first; if they are gone, an Admin takes it over on their page.',
    )
  return countsAsAdmin(user.user) ? yield* keepsAnAdmin(user.user.id) : null
}
