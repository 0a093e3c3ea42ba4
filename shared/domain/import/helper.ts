import { guessColumn } from './guess-column.ts'
import { ownerKey } from './owner-key.ts'
import { cleaned, filledCells, wordsOf, type Table } from './table.ts'

/** Which columns of a second file say who an owner value is, e.g. of `employees.csv`. Indexes count from 0. */
export interface HelperColumns {
  key: number
  /** A full name in one column, or first and last name. */
  fullName: number | null
  firstName: number | null
  lastName: number | null
  email: number | null
}

/** Answers who is behind an owner value such as `5`. */
export interface Helper {
  /** Undefined: the table does not know the value, or knows it twice. */
  find(value: string): { name: string; email: string | null } | undefined
  /** The name to show, or undefined. */
  label(value: string): string | undefined
}

/**
 * Chooses the columns by their names. `owners` are the values to explain: the key column is the one that holds most of
 * them. Null when nothing in the table names people or none of the values is in it.
 */
export function guessHelperColumns(table: Table, owners: readonly string[]): HelperColumns | null {
  const names = table.header.map((name) => wordsOf(name).join(' '))
  const named = (...wanted: RegExp[]): number | null => {
    for (const one of wanted) {
      const i = names.findIndex((name) => one.test(name))
      if (i >= 0) return i
    }
    return null
  }
  const firstName = named(/^(first name|firstname|given name|forename|vorname)$/)
  const lastName = named(/^(last name|lastname|surname|family name|nachname)$/)
  const fullName = named(/^(full name|fullname|display name|employee name|name)$/, /\bname$/)
  const email = emailColumn(table)
  const whole = firstName !== null && lastName !== null
  if (!whole && fullName === null && email === null) return null
  const key = keyColumn(table, owners)
  if (key === null) return null
  return {
    key,
    firstName: whole ? firstName : null,
    lastName: whole ? lastName : null,
    fullName: whole ? null : fullName,
    email,
  }
}

const emailColumn = (table: Table): number | null => {
  const found = table.header.findIndex((name, i) => guessColumn(name, filledCells(table, i)).type === 'email')
  return found < 0 ? null : found
}

/** The first of the columns that hold the most owner values, each only once. */
function keyColumn(table: Table, owners: readonly string[]): number | null {
  const wanted = new Set(owners.map(ownerKey))
  let best: { column: number | null; hits: number } = { column: null, hits: 0 }
  for (const column of table.header.keys()) {
    const cells = filledCells(table, column).map(ownerKey)
    const distinct = new Set(cells)
    const hits = [...wanted].filter((owner) => distinct.has(owner)).length
    if (distinct.size === cells.length && hits > best.hits) best = { column, hits }
  }
  return best.column
}

export function helperFrom(table: Table, columns: HelperColumns): Helper {
  const people = new Map<string, { name: string; email: string | null } | null>()
  for (const { cells } of table.rows) {
    const key = ownerKey(cells[columns.key] ?? '')
    if (key === '') continue
    const cell = (column: number | null) => (column === null ? '' : cleaned(cells[column]))
    const name = cell(columns.fullName) || `${cell(columns.firstName)} ${cell(columns.lastName)}`.trim()
    const email = cell(columns.email)
    if (people.has(key)) people.set(key, null)
    else if (name || email) people.set(key, { name, email: email || null })
  }
  const find = (value: string) => people.get(ownerKey(value)) ?? undefined
  return { find, label: (value) => find(value)?.name || find(value)?.email || undefined }
}
