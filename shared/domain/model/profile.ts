import { z } from 'zod'
import type { User } from './user.ts'

/** No line breaks or other control characters: what stands in one line of a list and in the head of a mail. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'one line, please')

/** What of a person is theirs or an Admin's to write beside the name (USR-3). Null: not given. */
export const profileSchema = z.strictObject({
  /** Unique in the organization, whatever its case. */
  userName: line(60).nullable(),
  /** Personnel number or the like; imports match owners by it. */
  number: line(40).nullable(),
  position: line(120).nullable(),
  phone: line(40).nullable(),
  postalAddress: z.string().trim().min(1).max(300).nullable(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three letters, as in EUR')
    .nullable(),
})

/** What user names are compared by: trimmed, NFC, lower case. */
export const userNameKey = (typed: string): string => typed.trim().normalize('NFC').toLowerCase()

/** Names somebody had before are kept for searching; more than this are no help. */
const MOST_FORMER = 5

/** The user under a new name, findable by the old one (USR-1). */
export function named(user: User, name: string | undefined): User {
  if (name === undefined || name === user.name) return user
  // A name that is changed for privacy is not kept as a former one (LIFE-5).
  if (user.state === 'deactivated') return { ...user, name, formerNames: [] }
  const former = [...(user.formerNames ?? []).filter((old) => old !== name && old !== user.name), user.name]
  return { ...user, name, formerNames: former.filter(Boolean).slice(-MOST_FORMER) }
}
