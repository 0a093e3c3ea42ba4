import type { Field } from '../../shared/domain/model/folder.ts'
import { isContact, seesContacts } from '../../shared/domain/policy/reading.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** Is what stands in this field kept from me, so that this device has none of it? (ROLE-10) */
export const isHidden = (field: Field, workspaceId: string, { me }: Directory): boolean =>
  me !== null && isContact(field) && !seesContacts(me, workspaceId)
