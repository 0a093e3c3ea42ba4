import { parseDate } from '../../shared/domain/import/dates.ts'
import { parseNumber } from '../../shared/domain/import/numbers.ts'
import { emailSchema } from '../../shared/domain/model/email.ts'
import type { Field } from '../../shared/domain/model/folder.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'

export type Typed = { ok: true; value: FieldValue } | { ok: false; error: string }

/** As `createdRecordSchema` allows. */
export const MAX_TITLE = 500

/** What stands in an input for a value; `typedValue` reads it back. */
export const textOf = (value: FieldValue | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** What somebody typed into the input of a field → its value, or what is wrong with it. Nothing typed empties the field. */
export function typedValue(field: Pick<Field, 'type'>, typed: string): Typed {
  const text = typed.trim()
  if (text === '') return { ok: true, value: null }
  switch (field.type) {
    case 'number':
    case 'money': {
      const money = field.type === 'money'
      const value = parseNumber(text, 'point', money) ?? parseNumber(text, 'comma', money)
      return value === null ? { ok: false, error: `“${short(text)}” is not a number.` } : { ok: true, value }
    }
    case 'date': {
      const day = parseDate(text, 'ymd')
      return day === null ? { ok: false, error: `“${short(text)}” is not a date.` } : { ok: true, value: day }
    }
    case 'email':
      return emailSchema.safeParse(text).success
        ? { ok: true, value: text }
        : { ok: false, error: `“${short(text)}” is not an email address.` }
    default:
      return text.length > 10_000
        ? { ok: false, error: 'This is too long: 10,000 characters are the most.' }
        : { ok: true, value: text }
  }
}

/** The title of a record, which is never empty. */
export function typedTitle(typed: string): Typed {
  const text = typed.trim()
  if (text === '') return { ok: false, error: 'A record needs a name.' }
  return text.length > MAX_TITLE
    ? { ok: false, error: 'This is too long: 500 characters are the most.' }
    : { ok: true, value: text }
}

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
