import { emailSchema } from '../model/email.ts'
import type { FieldType } from '../model/folder.ts'
import { guessDateOrder, parseDate, type DateOrder } from './dates.ts'
import { guessDecimal, hasLeadingZero, parseNumber, type Decimal } from './numbers.ts'
import { wordsOf } from './table.ts'

export interface ColumnGuess {
  type: Exclude<FieldType, 'person'>
  decimal: Decimal
  dateOrder: DateOrder
  /** Only for `choice`: the values, most frequent first. */
  choices?: string[]
}

/** So many of a column's values must be of the type; the others are then shown as failed instead of making it text. */
const MOST = 0.98
const SAMPLE = 2_000
const MAX_CHOICES = 12
const MAX_CHOICE_LENGTH = 60
/** Each choice must stand in the column this often on average. */
const CHOICE_REPEATS = 8

const MONEY_WORDS =
  /^(price|amount|total|cost|costs|freight|revenue|value|fee|salary|budget|sum|turnover|payment|betrag|preis|umsatz|eur|usd|gbp|chf)$/
const PHONE_WORDS = /^(phone|telephone|tel|fax|mobile|cell|cellphone|homephone|telefon|handy)$/
const PHONE = /^\+?[\d\s()./-]{5,}(?:\s?(?:x|ext\.?)\s?\d+)?$/i
/** Few in this file, and another one in the next. */
const OPEN_ENDED_WORDS = /^(country|region|city|province|county|land|ort)$/
const CURRENCY_SIGN = /\p{Sc}|\b(?:EUR|USD|GBP|CHF)\b/u

/** The type of a column from its name and its filled, cleaned cells (`filledCells`). */
export function guessColumn(name: string, cells: readonly string[]): ColumnGuess {
  const sample = sampleOf(cells)
  const decimal = guessDecimal(sample)
  const dateOrder = guessDateOrder(sample)
  const guess = { decimal, dateOrder }
  const most = (is: (cell: string) => boolean, share = MOST): boolean =>
    sample.length > 0 && sample.filter(is).length >= sample.length * share
  const words = wordsOf(name)

  if (most((cell) => emailSchema.safeParse(cell).success)) return { ...guess, type: 'email' }
  if (most((cell) => parseDate(cell, dateOrder) !== null)) return { ...guess, type: 'date' }
  const named = words.some((word) => PHONE_WORDS.test(word))
  if (most((cell) => isPhone(cell, named), named ? 0.8 : MOST)) return { ...guess, type: 'phone' }
  if (!sample.some(hasLeadingZero)) {
    if (most((cell) => parseNumber(cell, decimal) !== null))
      return { ...guess, type: words.some((word) => MONEY_WORDS.test(word)) ? 'money' : 'number' }
    if (
      most((cell) => parseNumber(cell, decimal, true) !== null) &&
      sample.some((cell) => CURRENCY_SIGN.test(cell))
    )
      return { ...guess, type: 'money' }
  }
  const choices = words.some((word) => OPEN_ENDED_WORDS.test(word)) ? null : choicesOf(cells)
  if (choices && choices.length > 1 && choices.length * CHOICE_REPEATS <= cells.length)
    return { ...guess, type: 'choice', choices }
  return { ...guess, type: 'text' }
}

/**
 * The distinct values of a column, most frequent first, two that differ only in case as one; null when there are more than
 * `max`, or one is too long to be a choice.
 */
export function choicesOf(cells: readonly string[], max = MAX_CHOICES): string[] | null {
  const counts = new Map<string, { cell: string; count: number }>()
  for (const cell of cells) {
    if (cell.length > MAX_CHOICE_LENGTH) return null
    const key = cell.toLowerCase()
    const known = counts.get(key)
    if (known) known.count++
    else if (counts.size === max) return null
    else counts.set(key, { cell, count: 1 })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).map(({ cell }) => cell)
}

/** Digits alone are a number unless the column's name speaks of phones. */
function isPhone(cell: string, named: boolean): boolean {
  const digits = cell.replace(/\D/g, '').length
  if (!PHONE.test(cell) || digits < 5 || digits > 17) return false
  return named || /^\+\d|\(\d+\)|^\d{3,}[- ]\d{2,}[- ]\d+/.test(cell)
}

/** Evenly over the column: the first rows of an export are often its oldest and not like the others. */
function sampleOf(cells: readonly string[]): readonly string[] {
  if (cells.length <= SAMPLE) return cells
  const every = cells.length / SAMPLE
  return Array.from({ length: SAMPLE }, (_, i) => cells[Math.floor(i * every)]!)
}
