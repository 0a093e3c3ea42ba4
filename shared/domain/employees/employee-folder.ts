import type { Field, FieldType, Folder } from '../model/folder.ts'

/** What an Employee record says of a user (USR-5), beside the name in its title. */
const FIELDS = [
  { id: 'email', name: 'Email', type: 'email' },
  { id: 'user', name: 'User', type: 'person' },
  { id: 'phone', name: 'Phone', type: 'phone' },
  { id: 'position', name: 'Position', type: 'text' },
  { id: 'joined', name: 'Joined', type: 'date' },
  { id: 'left', name: 'Left', type: 'date' },
] as const satisfies Field[]

/** The folder that is made for Employee records. */
export const employeeFolder = (id: string, workspaceId: string, now: string): Folder => ({
  id,
  workspaceId,
  name: 'Employees',
  kind: 'records',
  fields: FIELDS.map((field) => ({ ...field })),
  stage: null,
  createdAt: now,
  archivedAt: null,
})

/** Ids of a folder's fields by what they say; null: it has none for that. */
export interface EmployeeFields {
  email: string
  user: string
  phone: string | null
  position: string | null
  joined: string | null
  left: string | null
}

/**
 * Which fields of a folder hold what: those of the same id and type, else the first email, person and phone field there is.
 * Null: it has no email or no person field, so that no record could be found or linked in it.
 */
export function employeeFieldsOf({ kind, fields }: Pick<Folder, 'kind' | 'fields'>): EmployeeFields | null {
  if (kind !== 'records') return null
  const open = fields.filter(({ archived }) => !archived)
  const named = (id: string, type: FieldType) =>
    open.find((field) => field.id === id && field.type === type)?.id ?? null
  const ofType = (type: FieldType) => open.find((field) => field.type === type)?.id ?? null
  const email = named('email', 'email') ?? ofType('email')
  const user = named('user', 'person') ?? ofType('person')
  if (email === null || user === null) return null
  return {
    ...{ email, user },
    phone: named('phone', 'phone') ?? ofType('phone'),
    position: named('position', 'text'),
    joined: named('joined', 'date'),
    left: named('left', 'date'),
  }
}
