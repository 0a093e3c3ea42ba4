import type { Standing } from '../decide/actor.ts'
import type { Field } from '../model/folder.ts'
import type { Restriction } from '../model/membership.ts'
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

/**
 * ROLE-10: reads the workspace's content as it is. Devices of people restricted to their own items, or without contact
 * details, never receive that: the server writes for them what they may see (`content/own-copy.ts`).
 */
export const mayReadContent = (standing: Standing, workspaceId: string): boolean =>
  worksIn(standing, workspaceId) && !readsOwnCopy(standing, workspaceId)

/** With any of these somebody reads a copy of their own. */
export const OWN_COPY_RESTRICTIONS: Restriction[] = ['own-items-only', 'masked-contacts']

/** Works there, and reads of its content only what is written for them. */
export const readsOwnCopy = (standing: Standing, workspaceId: string): boolean =>
  worksIn(standing, workspaceId) &&
  !(seesItemsOfOthers(standing, workspaceId) && seesContacts(standing, workspaceId))

export const seesItemsOfOthers = (standing: Standing, workspaceId: string): boolean =>
  !isRestricted(standing, workspaceId, 'own-items-only')

/** Sees what stands in fields for contact details. */
export const seesContacts = (standing: Standing, workspaceId: string): boolean =>
  !isRestricted(standing, workspaceId, 'masked-contacts')

/** Fields for contact details. */
export const isContact = ({ type }: Pick<Field, 'type'>): boolean => type === 'email' || type === 'phone'
