import type { Field } from '../domain/model/folder.ts'
import type { FieldValue } from '../domain/model/record.ts'

/** What values are shown with. */
export interface ValueContext {
  /** ISO 4217; null where this device may not know the organization's. */
  currency: string | null
  nameOf: (userId: string) => string
}

/** A field's value as it is read; empty when there is none, or when it is of another type than the field. */
export function valueWords(field: Field, value: FieldValue | undefined, context: ValueContext): string {
  if (value === null || value === undefined) return ''
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 20 }) : ''
    case 'money':
      return typeof value === 'number' ? moneyWords(value, context.currency) : ''
    case 'date':
      return typeof value === 'string' ? dayWords(value) : ''
    case 'person':
      return typeof value === 'string' ? context.nameOf(value) : ''
    default:
      return String(value)
  }
}

/** `2024-05-03` → "3 May 2024". A day has no time zone, so it is never shifted by one. */
export function dayWords(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}

/** Where a value leads: mail, phone, or a page on the web. Nothing else, whatever the data says (DESIGN §6). */
export function valueHref(field: Field, value: FieldValue | undefined): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null
  if (field.type === 'email')
    return /^[^\s@<>"]+@[^\s@<>"]+$/.test(value)
      ? `mailto:${value.split('@').map(encodeURIComponent).join('@')}`
      : null
  if (field.type === 'phone') {
    const digits = value.replace(/\s*(?:x|ext\.?).*$/i, '').replace(/[^\d+]/g, '')
    return digits.length >= 3 ? `tel:${digits}` : null
  }
  if (field.type !== 'text' || !/^https?:\/\//i.test(value)) return null
  try {
    const url = new URL(value)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

const moneyWords = (value: number, currency: string | null): string =>
  currency
    ? value.toLocaleString('en', { style: 'currency', currency })
    : value.toLocaleString('en', { minimumFractionDigits: 2 })
