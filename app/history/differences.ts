import { dayOfEnd } from '../../shared/domain/billing/subscription.ts'
import { money } from '../../shared/flows/billing/money.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { LEVEL_NAMES, RESTRICTION_NAMES, roleName } from '../../shared/flows/people/words.ts'

export interface Difference {
  label: string
  before: string
  after: string
}

/** More lines than this are a list of ids, not something to read: the words above say it. */
const MOST = 12

type Row = Record<string, unknown>
type Show = (value: unknown, directory: Directory, row: Row) => string

const text: Show = (value) => (value === null || value === undefined || value === '' ? 'nothing' : `${value}`)
const holder: Show = (value, directory) => {
  const last = (value as { holder: string | null }[] | undefined)?.at(-1)
  return last?.holder ? directory.nameOf(last.holder) : 'nobody'
}

const price: Show = (value, _directory, row) =>
  typeof value === 'number' && typeof row.currency === 'string' ? money(value, row.currency) : 'nothing'

/** What of a row is worth reading, and how it is said. Everything else in it is for machines. */
const FIELDS: Record<string, Record<string, [label: string, show: Show]>> = {
  organization: {
    name: ['Name', text],
    address: ['Address', text],
    timeZone: ['Time zone', text],
    currency: ['Currency', text],
    ownersAddSeats: ['Owners add people', (value) => (value ? 'yes' : 'no')],
    seatPrice: ['Price of a seat', price],
    seatLimit: ['Seats at most', (value) => (typeof value === 'number' ? `${value}` : 'no limit')],
    cancellation: [
      'Subscription',
      (value) => (value ? `ends after ${dayOfEnd((value as { lastDay: string }).lastDay)}` : 'goes on'),
    ],
    billingName: ['Invoices go to', text],
    billingEmail: ['Their address', text],
  },
  user: {
    name: ['Name', text],
    userName: ['User name', text],
    number: ['Number', text],
    position: ['Position', text],
    phone: ['Phone', text],
    postalAddress: ['Postal address', text],
    currency: ['Currency', text],
    photo: ['Photo', (value) => (value ? 'a photo' : 'none')],
    email: ['Address', text],
    role: ['Role', (value) => (value ? roleName(`${value}`) : 'none')],
    state: ['State', text],
  },
  workspace: { name: ['Name', text] },
  folder: { name: ['Name', text] },
  membership: {
    workspaceId: ['Workspace', (value, directory) => (value ? directory.nameOf(`${value}`) : 'none')],
    level: ['Level', (value) => LEVEL_NAMES[value as keyof typeof LEVEL_NAMES] ?? 'none'],
    restrictions: [
      'Restrictions',
      (value) =>
        (value as (keyof typeof RESTRICTION_NAMES)[] | undefined)
          ?.map((r) => RESTRICTION_NAMES[r])
          .join(', ') || 'none',
    ],
  },
  portfolio: { holdings: ['Looked after by', holder] },
  invitation: { email: ['Invited address', text], state: ['Invitation', text] },
}

/**
 * Before and after of one history entry in words; `before` and `after` are `{table/key: row}`, or a record's fields. Whoever is
 * to say yes to it reads all of them.
 */
export function differences(
  before: unknown,
  after: unknown,
  directory: Directory,
  most = MOST,
): Difference[] {
  if (isPlain(before) && isPlain(after))
    return before === after
      ? []
      : [{ label: 'Value', before: plain(before, directory), after: plain(after, directory) }]
  const [old, now] = [asRow(before), asRow(after)]
  const found: Difference[] = []
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [table = '', ...id] = key.split('/')
    const fields = Object.hasOwn(FIELDS, table) && id.length > 0 ? FIELDS[table] : undefined
    if (fields) found.push(...ofRow(fields, asRow(old[key]), asRow(now[key]), directory))
    else if (id.length === 0 && isPlain(old[key]) && isPlain(now[key]) && old[key] !== now[key])
      found.push({ label: key, before: plain(old[key], directory), after: plain(now[key], directory) })
  }
  const distinct = new Map(found.map((d) => [`${d.label}|${d.before}|${d.after}`, d]))
  return [...distinct.values()].slice(0, most)
}

function ofRow(
  fields: Record<string, [string, Show]>,
  before: Row,
  after: Row,
  directory: Directory,
): Difference[] {
  return Object.entries(fields)
    .map(([field, [label, show]]) => ({
      label,
      before: show(before[field], directory, before),
      after: show(after[field], directory, after),
    }))
    .filter((difference) => difference.before !== difference.after)
}

const asRow = (value: unknown): Row =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Row) : {}

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'

function plain(value: unknown, directory: Directory): string {
  if (typeof value === 'string' && /^(usr|wsp|fld|pfo)_/.test(value)) return directory.nameOf(value)
  return value === null || value === undefined || value === '' ? 'nothing' : `${value as string | number}`
}
