import type { Invitation } from '../../domain/model/invitation.ts'
import type { Membership } from '../../domain/model/membership.ts'
import { holderOf, type Portfolio } from '../../domain/model/portfolio.ts'
import { userNameKey } from '../../domain/model/profile.ts'
import type { User } from '../../domain/model/user.ts'
import type { Finder } from './indexed-rows.ts'

// What rows of the directory are found by beside their keys.

/** Nobody erased has an address or a user name any more. */
export const byEmailKey: Finder<User> = (user) => (user.state === 'erased' ? null : user.emailKey)
export const byUserName: Finder<User> = (user) =>
  user.state === 'erased' || !user.userName ? null : userNameKey(user.userName)

export const byUser: Finder<Membership> = (membership) => membership.userId
export const byWorkspace: Finder<Membership> = (membership) => membership.workspaceId

/** What nobody holds is found by the empty text. */
export const byHolder: Finder<Portfolio> = (portfolio) => holderOf(portfolio) ?? ''
export const byHome: Finder<Portfolio> = (portfolio) => portfolio.homeOf

export const ofUser: Finder<Invitation> = (invitation) => invitation.userId
export const toEmailKey: Finder<Invitation> = (invitation) => invitation.emailKey
/** Those that can still be answered. */
export const pendingBy: Finder<Invitation> = (invitation) =>
  invitation.state === 'pending' ? invitation.invitedBy : null
