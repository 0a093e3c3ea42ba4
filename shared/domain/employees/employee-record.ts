import { dayAt } from '../billing/day.ts'
import { sha256, utf8 } from '../import/sha256.ts'
import { emailKey } from '../model/email.ts'
import { base64url } from '../model/id.ts'
import { type CreatedRecord, type FieldValue, type RecordNow, valueNow } from '../model/record.ts'
import type { User } from '../model/user.ts'
import type { EmployeeFields } from './employee-folder.ts'

/** In the history, what made the server write into a record. */
export const EMPLOYEE_RECORD = 'employee record'

type Part = keyof EmployeeFields | 'title'

/** What was last written into a user's record, or found there as it was to be. What differs from it is somebody's own. */
export type Kept = Partial<Record<Part, string | null>>

/**
 * What the record of a user is to say now. Days are those of the organization's time zone. Somebody whose user was merged
 * into another (HAND-21) only loses the link: the other one's record is the person's.
 */
export function wishesFor(user: User, timeZone: string, isMergedAway: boolean): Kept {
  if (isMergedAway) return { user: null }
  const day = (moment: string | null) => moment && dayAt(moment, timeZone)
  return {
    title: user.name || user.email,
    email: user.email,
    user: user.id,
    phone: user.phone || null,
    position: user.position || null,
    joined: day(user.joinedAt),
    left: day(user.leftAt),
  }
}

/** Of the records with a user's address, the one that becomes theirs (USR-5): the oldest that is nobody's and not in the bin. */
export function oldestFree(records: readonly RecordNow[], { user }: EmployeeFields): RecordNow | null {
  const free = records.filter((record) => record.deleted === null && !record.values[user])
  return (
    free.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1))[0] ??
    null
  )
}

/** The id of a user's own record follows from theirs, so that making it twice makes one. */
export const employeeRecordId = (folderId: string, userId: string): string =>
  `rec_${base64url(sha256(utf8(JSON.stringify(['employee', '1', folderId, userId]))).subarray(0, 16))}`

/** A new record that says all this, in a portfolio that nobody looks after. `now` is ISO. */
export function newEmployeeRecord(
  { title, ...wishes }: Kept,
  fields: EmployeeFields,
  portfolio: string,
  now: string,
): CreatedRecord {
  const values: Record<string, FieldValue> = {}
  for (const [part, value] of Object.entries(wishes) as [keyof EmployeeFields, string | null][]) {
    const field = fields[part]
    if (field !== null && value !== null) values[field] = value
  }
  return { title: title ?? '', portfolio, createdAt: now, values }
}

/**
 * What to write so that a record says what it is to say, by field: only where it still says what was written there, or
 * nothing. And what is kept for the next time.
 */
export function follow(
  record: RecordNow,
  fields: EmployeeFields,
  wishes: Kept,
  kept: Kept,
): { edits: Record<string, FieldValue>; kept: Kept } {
  const edits: Record<string, FieldValue> = {}
  const after: Kept = { ...kept }
  for (const [part, wish] of Object.entries(wishes) as [Part, string | null][]) {
    const field = part === 'title' ? 'title' : fields[part]
    if (field === null) continue
    const is = valueNow(record, field) || null
    if (isSame(part, is, wish)) after[part] = is as string | null
    else if (is === (kept[part] ?? null)) {
      edits[field] = wish
      after[part] = wish
    }
  }
  return { edits, kept: after }
}

/** An address that is typed in another way is the same one (INV-8). */
const isSame = (part: Part, is: FieldValue, wish: string | null): boolean =>
  is === wish ||
  (part === 'email' && typeof is === 'string' && wish !== null && emailKey(is) === emailKey(wish))
