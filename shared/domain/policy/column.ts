import type { Standing } from '../decide/actor.ts'
import { type Level, LEVELS, type Membership, type Restriction } from '../model/membership.ts'
import type { Role, User } from '../model/user.ts'

/** The columns of the table in RULES.md: three organization roles and three workspace levels. */
export const COLUMNS = ['admin', 'billing-admin', 'user-admin', 'owner', 'manager', 'agent'] as const
export type Column = (typeof COLUMNS)[number]

export const COLUMN_NAMES: Record<Column, string> = {
  admin: 'Admin',
  'billing-admin': 'Billing Admin',
  'user-admin': 'User Admin',
  owner: 'workspace Owner',
  manager: 'workspace Manager',
  agent: 'Agent',
}

export const isAdmin = (user: Pick<User, 'role'>): boolean => user.role === 'admin'
export const isMember = (user: Pick<User, 'role'>): boolean => user.role === 'member'
/** ROLE-5: only accepted, active Admins count. */
export const countsAsAdmin = (user: Pick<User, 'role' | 'state'>): boolean =>
  isAdmin(user) && user.state === 'active'

export const isOwnerLevel = (level: Level): boolean => level === 'owner'
/** The level that may more. */
export const higherOf = (one: Level, other: Level): Level =>
  LEVELS.indexOf(one) <= LEVELS.indexOf(other) ? one : other

export const isAgentLevel = (level: Level): boolean => level === 'agent'

export const membershipIn = (standing: Standing, workspaceId: string): Membership | undefined =>
  standing.memberships.find((membership) => membership.workspaceId === workspaceId)

/** The level that counts in a workspace; an Admin is Owner in every one (ROLE-12). */
export function levelIn(standing: Standing, workspaceId: string): Level | null {
  if (isAdmin(standing.user)) return 'owner'
  return membershipIn(standing, workspaceId)?.level ?? null
}

/** ROLE-10: restrictions narrow Managers and Agents; an Owner has none. */
export function isRestricted(standing: Standing, workspaceId: string, restriction: Restriction): boolean {
  if (levelIn(standing, workspaceId) === 'owner') return false
  return membershipIn(standing, workspaceId)?.restrictions.includes(restriction) ?? false
}

/** Two restrictions are for Agents only (ROLE-10). */
export const fitsLevel = (restriction: Restriction, level: Level): boolean =>
  level === 'agent' ||
  (level === 'manager' && restriction !== 'own-items-only' && restriction !== 'masked-contacts')

/**
 * The columns that hold for somebody at a place. Levels include those below them: what an Agent may, a Manager may, so
 * the table need not repeat "own name, photo" in every cell.
 */
export function columnsOf(standing: Standing, workspaceId: string | undefined): Column[] {
  const byRole: Record<Role, Column[]> = {
    admin: ['admin'],
    'billing-admin': ['billing-admin'],
    'user-admin': ['user-admin'],
    member: [],
  }
  return [
    ...byRole[standing.user.role],
    ...levelColumns(workspaceId === undefined ? null : levelIn(standing, workspaceId)),
  ]
}

function levelColumns(level: Level | null): Column[] {
  if (level === 'owner') return ['owner', 'manager', 'agent']
  if (level === 'manager') return ['manager', 'agent']
  return level === 'agent' ? ['agent'] : []
}
