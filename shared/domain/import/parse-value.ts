import { emailSchema } from '../model/email.ts'
import type { Field } from '../model/folder.ts'
import { isAmbiguousDate, parseDate } from './dates.ts'
import type { Column } from './mapping.ts'
import { parseNumber } from './numbers.ts'
import type { OwnerMatch } from './owners.ts'
import { quoted } from './table.ts'

/** As `fieldValueSchema` allows. */
export const MAX_TEXT = 10_000

export type Parsed = { ok: true; value: string | number } | { ok: false; reason: string }

const ok = (value: string | number): Parsed => ({ ok: true, value })
const no = (reason: string): Parsed => ({ ok: false, reason })

/**
 * A filled, cleaned cell → the value of a field of this type, or a reason that reads after the column's name. `match` finds
 * the colleague for a field of type person.
 */
export function parseValue(
  cell: string,
  field: Field,
  column: Pick<Column, 'decimal' | 'dateOrder'>,
  match: (value: string) => OwnerMatch,
): Parsed {
  if (cell.length > MAX_TEXT) return no(tooLong(cell.length, MAX_TEXT))
  switch (field.type) {
    case 'text':
    case 'phone':
      return ok(cell)
    case 'number':
    case 'money': {
      const value = parseNumber(cell, column.decimal, field.type === 'money')
      return value === null ? no(notANumber(cell)) : ok(value)
    }
    case 'date': {
      const day = parseDate(cell, column.dateOrder)
      if (day !== null) return ok(day)
      if (column.dateOrder === 'ymd' && isAmbiguousDate(cell))
        return no(`${quoted(cell)} could be two dates: choose whether day or month comes first`)
      return no(`${quoted(cell)} is not a date`)
    }
    case 'email':
      return emailSchema.safeParse(cell).success ? ok(cell) : no(`${quoted(cell)} is not an email address`)
    case 'choice': {
      const choices = field.choices ?? []
      const lower = cell.toLowerCase()
      const choice = choices.find((one) => one === cell) ?? choices.find((one) => one.toLowerCase() === lower)
      return choice === undefined
        ? no(`${quoted(cell)} is not one of the choices (${shortList(choices)})`)
        : ok(choice)
    }
    case 'person': {
      const found = match(cell)
      if (found.kind === 'user') return ok(found.userId)
      return no(
        found.kind === 'none'
          ? `${quoted(cell)} is nobody in this organization`
          : `${quoted(cell)} could be ${found.userIds.length} people`,
      )
    }
  }
}

export const tooLong = (length: number, most: number): string =>
  `has ${length.toLocaleString('en')} characters, the most is ${most.toLocaleString('en')}`

const notANumber = (cell: string): string =>
  /^[+-]?[\d.,\s]{17,}$/.test(cell)
    ? `${quoted(cell)} has more digits than can be kept; use a text field`
    : `${quoted(cell)} is not a number`

const shortList = (choices: readonly string[]): string =>
  choices.length > 5 ? `${choices.slice(0, 5).join(', ')}, …` : choices.join(', ')
