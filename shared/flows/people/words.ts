import type { Level, Restriction } from '../../domain/model/membership.ts'
import type { Role } from '../../domain/model/user.ts'

const ROLE_NAMES: Record<Role, string> = {
  admin: 'Admin',
  'billing-admin': 'Billing Admin',
  'user-admin': 'User Admin',
  member: 'Member',
}
/** Names of roles as people know them; an unknown one shows as it came. */
export const roleName = (role: string): string =>
  Object.hasOwn(ROLE_NAMES, role) ? ROLE_NAMES[role as Role] : role

export const ROLE_MEANINGS: Record<Role, string> = {
  admin: 'Everything: people, billing, all workspaces.',
  'billing-admin': 'Billing and subscription; sees people, changes none.',
  'user-admin': 'Adds and removes Members, puts people into workspaces.',
  member: 'Works in the workspaces they are put into.',
}

export const LEVEL_NAMES: Record<Level, string> = { owner: 'Owner', manager: 'Manager', agent: 'Agent' }

export const LEVEL_MEANINGS: Record<Level, string> = {
  owner: 'Everything in this workspace, its people too.',
  manager: 'Works here, manages Agents and folders.',
  agent: 'Works with records and tasks.',
}

export const RESTRICTION_NAMES: Record<Restriction, string> = {
  'no-settings': 'no settings',
  'no-export': 'no export',
  'no-delete': 'no deleting',
  'no-workflows': 'no workflows',
  'no-integrations': 'no integrations',
  'own-items-only': 'own items only',
  'masked-contacts': 'masked contact details',
}

/** The same as something to tick. */
export const RESTRICTION_WORDS: Record<Restriction, string> = {
  'no-settings': 'May not change folders and fields',
  'no-export': 'May not export',
  'no-delete': 'May not delete',
  'no-workflows': 'May not manage workflows',
  'no-integrations': 'May not manage integrations',
  'own-items-only': 'Sees their own items only',
  'masked-contacts': 'Sees no contact details',
}
