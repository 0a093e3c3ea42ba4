import type { Standing } from '../decide/actor.ts'
import { isRestricted, levelIn } from './column.ts'
import { can } from './can.ts'

/** Sees all users, workspaces and settings: Admin, Billing Admin, User Admin. */
export const seesOrganization = (standing: Standing): boolean =>
  can(standing, 'see organization settings') === null

/** Works in the workspace at any level. */
export const worksIn = (standing: Standing, workspaceId: string): boolean =>
  levelIn(standing, workspaceId) !== null

/** Sees addresses and restrictions of those in the workspace: Owner, Manager. */
export const seesStaff = (standing: Standing, workspaceId: string): boolean =>
  worksIn(standing, workspaceId) && can(standing, 'see addresses', { workspaceId }) === null

/** ROLE-10: devices of people restricted to their own items, or without contact details, never receive a shard. */
export const mayReadContent = (standing: Standing, workspaceId: string): boolean =>
  worksIn(standing, workspaceId) &&
  !isRestricted(standing, workspaceId, 'own-items-only') &&
  !isRestricted(standing, workspaceId, 'masked-contacts')
