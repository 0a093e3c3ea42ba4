import { emailKey, emailSchema } from '../model/email.ts'
import type { Level, Restriction } from '../model/membership.ts'
import { profileSchema, userNameKey } from '../model/profile.ts'
import { fitsLevel } from '../policy/column.ts'
import type { Role } from '../model/user.ts'
import { levelOf, type PeopleField, type PeopleMapping, roleOf } from './people-columns.ts'
import { isBlankRow } from './record-id.ts'
import { cleaned, quoted, type Table, type TableRow } from './table.ts'

/** More than this is several files. */
export const MOST_PEOPLE = 20_000
/** INV-1: at most ten at once; more from each workspace. */
const MOST_PLACES = 10

export interface PlannedPlace {
  workspaceId: string
  level: Level
  restrictions: readonly Restriction[]
}

/** Somebody to invite. */
export interface PlannedPerson {
  line: number
  email: string
  name: string
  role: Role
  places: readonly PlannedPlace[]
  profile: { userName?: string; number?: string; position?: string; phone?: string }
}

export interface FailedPerson {
  line: number
  /** Continues "Line 5 …". */
  reason: string
}

export interface PeoplePlan {
  create: PlannedPerson[]
  /** Here already, or invited: nothing is created twice (CSV-1). */
  already: number
  blank: number
  failed: FailedPerson[]
}

export interface PeopleToPlan {
  table: Table
  mapping: PeopleMapping
  /** By `emailKey`: what becomes of somebody who is known. */
  known: ReadonlyMap<string, 'here' | 'left'>
  /** `userNameKey` of all user names. */
  userNames: ReadonlySet<string>
  workspaces: readonly { id: string; name: string }[]
  /** For rows that say nothing about it. */
  role: Role
  places: readonly PlannedPlace[]
}

/** What an import of people would do, without doing anything (CSV-1): each row is somebody to invite, known, or failed with its reason. */
export function planPeople(asked: PeopleToPlan): PeoplePlan {
  const plan: PeoplePlan = { create: [], already: 0, blank: 0, failed: [] }
  const seen = new Map<string, number>()
  const userNames = new Map<string, number>()
  const workspaces = new Map(asked.workspaces.map((workspace) => [folded(workspace.name), workspace.id]))
  for (const row of asked.table.rows) {
    if (isBlankRow(row)) {
      plan.blank++
      continue
    }
    const result = planRow(row, asked, { seen, userNames, workspaces })
    if (result === 'already') plan.already++
    else if ('reason' in result) plan.failed.push(result)
    else plan.create.push(result)
  }
  return plan
}

interface Seen {
  /** Line by `emailKey`. */
  seen: Map<string, number>
  userNames: Map<string, number>
  workspaces: ReadonlyMap<string, string>
}

function planRow(
  { line, cells }: TableRow,
  asked: PeopleToPlan,
  { seen, userNames, workspaces }: Seen,
): PlannedPerson | FailedPerson | 'already' {
  const cell = (field: PeopleField) => {
    const column = asked.mapping[field]
    return column === null ? '' : cleaned(cells[column])
  }
  const failed = (reason: string): FailedPerson => ({ line, reason })
  const email = cell('email').replace(/^mailto:/i, '')
  if (email === '') return failed('has no email address')
  if (!emailSchema.safeParse(email).success) return failed(`has ${quoted(email)}, which is no email address`)
  const key = emailKey(email)
  const earlier = seen.get(key)
  if (earlier !== undefined) return failed(`has the same address as line ${earlier}`)
  seen.set(key, line)
  const known = asked.known.get(key)
  if (known === 'here') return 'already'
  if (known === 'left')
    return failed(`has ${quoted(email)}, who left: restore them on the Users page instead`)

  const roleCell = cell('role')
  const role = roleCell === '' ? asked.role : roleOf(roleCell)
  if (role === null)
    return failed(`has the role ${quoted(roleCell)}; there are Admin, Billing Admin, User Admin and Member`)
  const places = placesOf(cell('workspaces'), cell('level'), asked, workspaces)
  if (typeof places === 'string') return failed(places)

  const name = cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim()
  if (name.length > 120) return failed('has a name of more than 120 characters')
  const profile: Record<string, string> = {}
  for (const field of ['userName', 'number', 'position', 'phone'] as const) {
    const value = cell(field)
    if (value === '') continue
    if (!profileSchema.shape[field].safeParse(value).success)
      return failed(`has ${quoted(value)} as ${FIELD_WORDS[field]}, which is too long or has line breaks`)
    profile[field] = value
  }
  if (profile['userName'] !== undefined) {
    const userName = userNameKey(profile['userName'])
    const other = userNames.get(userName)
    if (other !== undefined) return failed(`has the same user name as line ${other}`)
    if (asked.userNames.has(userName))
      return failed(`has the user name ${quoted(profile['userName'])}, which somebody here has`)
    userNames.set(userName, line)
  }
  return { line, email, name, role, places, profile }
}

const FIELD_WORDS = { userName: 'user name', number: 'number', position: 'position', phone: 'phone' } as const

/** "Sales (Manager); Service": each with its level, or the row's, or Agent. A sentence's end when one is not known. */
function placesOf(
  text: string,
  levelText: string,
  asked: PeopleToPlan,
  workspaces: ReadonlyMap<string, string>,
): readonly PlannedPlace[] | string {
  const rowLevel = levelText === '' ? null : levelOf(levelText)
  if (levelText !== '' && rowLevel === null)
    return `has the level ${quoted(levelText)}; there are Owner, Manager and Agent`
  if (text === '')
    return rowLevel === null ? asked.places : asked.places.map((place) => withLevel(place, rowLevel))
  const places = new Map<string, PlannedPlace>()
  // A workspace's name may have a comma in it: the whole is tried first.
  const names = workspaces.has(folded(text)) ? [text] : text.split(/[;,|\n]/)
  for (const typed of names.map((name) => name.trim()).filter((name) => name !== '')) {
    const [, name = typed, levelName = ''] = /^(.*?)\s*\((\w+)\)$/.exec(typed) ?? []
    const level = levelName === '' ? (rowLevel ?? 'agent') : levelOf(levelName)
    const workspaceId = workspaces.get(folded(name)) ?? workspaces.get(folded(typed))
    if (workspaceId === undefined) return `has the workspace ${quoted(typed)}, which there is not`
    if (level === null) return `has the level ${quoted(levelName)}; there are Owner, Manager and Agent`
    const chosen = asked.places.find((place) => place.workspaceId === workspaceId)
    places.set(workspaceId, withLevel(chosen ?? { workspaceId, level, restrictions: [] }, level))
  }
  if (places.size > MOST_PLACES)
    return `has more than ${MOST_PLACES} workspaces; add the others on their page`
  return [...places.values()]
}

/** Restrictions that the level does not take were meant for another one. */
const withLevel = (place: PlannedPlace, level: Level): PlannedPlace => ({
  ...place,
  level,
  restrictions: place.restrictions.filter((restriction) => fitsLevel(restriction, level)),
})

const folded = (name: string): string => name.trim().normalize('NFC').toLowerCase()
