import { z } from 'zod'
import { emailKey, emailSchema } from '../model/email.ts'
import { idSchema } from '../model/id.ts'
import type { User } from '../model/user.ts'
import type { Helper } from './helper.ts'
import { ownerKey } from './owner-key.ts'
import { cleaned, type Table } from './table.ts'

/** Whom an owner value can mean. The caller leaves out who should not be offered (LIFE-3). */
export type Colleague = Pick<User, 'id' | 'name' | 'userName' | 'number' | 'email' | 'formerly'>

export type OwnerMatch =
  | { kind: 'user'; userId: string; by: 'email' | 'userName' | 'fullName' | 'number' }
  | { kind: 'ambiguous'; userIds: string[] }
  | { kind: 'none' }

/** One distinct value of the owner column. */
export interface OwnerValue {
  /** As first written in the file; its key is `ownerKey(value)`. */
  value: string
  /** What to show: the helper table's name for it, else the value. */
  label: string
  /** Rows that have it. */
  count: number
  match: OwnerMatch
}

/** Who looks after the rows of one owner value, as the person decided; the command makes portfolios of it. */
export const ownerChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), userId: idSchema('user') }),
  z.strictObject({ kind: z.literal('invite'), email: emailSchema }),
  z.strictObject({ kind: z.literal('nobody'), label: z.string().max(200) }),
])
export type OwnerChoice = z.infer<typeof ownerChoiceSchema>

/** The same for `Nancy Davolio`, `Davolio Nancy` and `Davolio, Nancy`. */
const nameKey = (name: string): string => ownerKey(name.replaceAll(',', ' ')).split(' ').toSorted().join(' ')

/** The distinct values of the owner column, most rows first, each matched; rows without a value are not counted. */
export function listOwners(
  table: Table,
  column: number,
  colleagues: readonly Colleague[],
  helper: Helper | null = null,
): OwnerValue[] {
  const found = new Map<string, { value: string; count: number }>()
  for (const row of table.rows) {
    const value = cleaned(row.cells[column])
    if (value === '') continue
    const known = found.get(ownerKey(value))
    if (known) known.count++
    else found.set(ownerKey(value), { value, count: 1 })
  }
  const match = ownerMatcher(colleagues, helper)
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ value, count }) => ({ value, count, label: helper?.label(value) ?? value, match: match(value) }))
}

/**
 * Finds the colleague a value means: by email (a former one too), user name, full name in either order, then by what the helper
 * table says about it, and last by number, because the helper knows this file's numbers better than we do.
 */
export function ownerMatcher(
  colleagues: readonly Colleague[],
  helper: Helper | null = null,
): (value: string) => OwnerMatch {
  const byEmail = index(colleagues, ({ email, formerly }) => [email, ...formerly].map(emailKey))
  const byUserName = index(colleagues, ({ userName }) => [ownerKey(userName ?? '')])
  const byFullName = index(colleagues, ({ name }) => [nameKey(name)])
  const byNumber = index(colleagues, ({ number }) => [ownerKey(number ?? '')])
  return (value) => {
    const address = /<([^<>]+)>\s*$/.exec(value)?.[1] ?? value
    const named = helper?.find(value)
    return (
      hit(byEmail.get(emailKey(address)), 'email') ??
      hit(byUserName.get(ownerKey(value)), 'userName') ??
      hit(byFullName.get(nameKey(value)), 'fullName') ??
      (named?.email ? hit(byEmail.get(emailKey(named.email)), 'email') : null) ??
      (named?.name ? hit(byFullName.get(nameKey(named.name)), 'fullName') : null) ??
      (named ? null : hit(byNumber.get(ownerKey(value)), 'number')) ?? { kind: 'none' }
    )
  }
}

function index(
  colleagues: readonly Colleague[],
  keysOf: (colleague: Colleague) => string[],
): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const colleague of colleagues)
    for (const key of new Set(keysOf(colleague)))
      if (key !== '') ids.set(key, [...(ids.get(key) ?? []), colleague.id])
  return ids
}

function hit(
  userIds: string[] | undefined,
  by: 'email' | 'userName' | 'fullName' | 'number',
): OwnerMatch | null {
  const [userId, ...more] = userIds ?? []
  if (userId === undefined) return null
  return more.length === 0 ? { kind: 'user', userId, by } : { kind: 'ambiguous', userIds: [userId, ...more] }
}

/** What the interface starts with: the match where there is one, else nobody yet, under the value's label. */
export const proposedChoice = ({ match, label }: OwnerValue): OwnerChoice =>
  match.kind === 'user'
    ? { kind: 'user', userId: match.userId }
    : { kind: 'nobody', label: label.slice(0, 200) }
