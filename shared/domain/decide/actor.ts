import type { Membership } from '../model/membership.ts'
import type { User } from '../model/user.ts'
import { type Asking, ask } from './question.ts'

/** Who sends a command. An account acts alone only where nobody is a user yet: found an organization, accept an invitation. */
export type Actor =
  | { kind: 'user'; userId: string }
  | { kind: 'account'; accountId: string; emailKeys: string[]; email: string; name: string }
  /** The server itself: a planned handover's hour has come, an operator's command (ROLE-14). */
  | { kind: 'system' }

/** A user with all that rights follow from. */
export interface Standing {
  user: User
  memberships: Membership[]
  isAccountOwner: boolean
}

/** Today's standing of a user; null when there is none. */
export function* standingOf(userId: string): Asking<Standing | null> {
  const user = yield* ask('user', { id: userId })
  if (!user) return null
  const memberships = yield* ask('memberships', { userId })
  return { user, memberships, isAccountOwner: yield* ask('isAccountOwner', { userId }) }
}
