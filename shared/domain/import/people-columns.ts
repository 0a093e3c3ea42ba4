import { emailSchema } from '../model/email.ts'
import { LEVELS } from '../model/membership.ts'
import { ROLES } from '../model/user.ts'
import { cleaned, filledCells, type Table, wordsOf } from './table.ts'

export const PEOPLE_FIELDS = [
  'email',
  'name',
  'firstName',
  'lastName',
  'role',
  'workspaces',
  'level',
  'userName',
  'number',
  'position',
  'phone',
] as const
export type PeopleField = (typeof PEOPLE_FIELDS)[number]

/** Which column, from 0, says what of a person; null: none. */
export type PeopleMapping = Record<PeopleField, number | null>

export const emptyPeopleMapping = (): PeopleMapping =>
  Object.fromEntries(PEOPLE_FIELDS.map((field) => [field, null])) as PeopleMapping

/** So many of the filled cells must fit, or the column is something else: the rest is shown as failed. */
const MOST = 0.6

const NAMES: readonly [PeopleField, RegExp][] = [
  ['firstName', /^(first name|firstname|given name|forename|vorname)$/],
  ['lastName', /^(last name|lastname|surname|family name|nachname)$/],
  ['userName', /^(user ?name|login|login name|nick ?name|benutzername)$/],
  ['name', /^(name|full name|display name|employee|employee name|user|contact|mitarbeiter)$/],
  ['workspaces', /^(workspaces?|teams?|groups?|departments?|abteilung)$/],
  ['number', /^(number|employee (id|number|no)|personnel (number|no)|id|nummer|personalnummer)$/],
  ['position', /^(position|title|job title|job|function|funktion)$/],
  ['phone', /^(phone|phone number|telephone|mobile|mobile phone|cell|telefon|handy)$/],
]

/** Guesses from the columns' names, and where those say little, from what is in them (CSV-1). */
export function guessPeopleColumns(table: Table): PeopleMapping {
  const mapping = emptyPeopleMapping()
  const names = table.header.map((name) => wordsOf(name).join(' '))
  const taken = new Set<number>()
  const take = (field: PeopleField, column: number | undefined) => {
    if (column === undefined || column < 0 || taken.has(column) || mapping[field] !== null) return
    mapping[field] = column
    taken.add(column)
  }
  const columns = [...table.header.keys()]
  const holds = (column: number, fits: (cell: string) => boolean): boolean => {
    const cells = filledCells(table, column).slice(0, 500)
    return cells.length > 0 && cells.filter(fits).length >= cells.length * MOST
  }
  const addresses = columns.filter((column) => holds(column, (cell) => emailSchema.safeParse(cell).success))
  take('email', addresses.find((column) => /primary|work|^e ?mail/.test(names[column] ?? '')) ?? addresses[0])
  take(
    'role',
    columns.find((column) => holds(column, (cell) => roleOf(cell) !== null)),
  )
  take(
    'level',
    columns.find((column) => holds(column, (cell) => levelOf(cell) !== null)),
  )
  for (const [field, name] of NAMES)
    take(
      field,
      columns.find((column) => !taken.has(column) && name.test(names[column] ?? '')),
    )
  if (mapping.firstName !== null && mapping.lastName !== null) mapping.name = null
  return mapping
}

/** "Billing Admin" → `billing-admin`; null for anything that is no role here. */
export const roleOf = (cell: string) =>
  ROLES.find((role) => role === wordsOf(cleaned(cell)).join('-')) ?? null

export const levelOf = (cell: string) => LEVELS.find((level) => level === cleaned(cell).toLowerCase()) ?? null

/** What stands against a mapping as a whole, in a sentence. */
export const peopleMappingProblem = (mapping: PeopleMapping): string | null =>
  mapping.email === null ? 'Say which column has the email addresses.' : null
