export type Decimal = 'point' | 'comma'

const SPACES = String.raw`[\s\u00a0\u202f'’]`
/** Digits with or without groups of three (one kind of separator throughout), fraction, and the exponent JavaScript writes. */
const shape = (group: string, decimal: string) =>
  new RegExp(`^(?:\\d+|\\d{1,3}(${group})\\d{3}(?:\\1\\d{3})*)?(?:${decimal}\\d+)?(?:e[+-]\\d{1,3})?$`)
const SHAPES: Record<Decimal, RegExp> = {
  point: shape(`,|${SPACES}`, '\\.'),
  comma: shape(`\\.|${SPACES}`, ','),
}
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3}\b|kr\.?|Fr\.|zł|Kč)\s*|\s*(?:\p{Sc}|\b[A-Z]{3}|kr\.?|Fr\.|zł|Kč)$/gu

/**
 * A number as people write it: `-1,234.50`, `1.234,50`, `1 234`, `1'234.50`; with `money` also `€ 12.50`, `12 EUR` and
 * `(12.50)` for minus. Null: it is none, or has more digits than can be kept exactly.
 */
export function parseNumber(cell: string, decimal: Decimal, money = false): number | null {
  let text = cell.trim().replace('\u2212', '-')
  if (money && /^\(.*\)$/.test(text)) text = `-${text.slice(1, -1)}`
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  text = text.slice(sign.length).trim()
  if (money) text = text.replace(CURRENCY, '')
  const negative = sign === '-' || (sign === '' && money && text.startsWith('-'))
  if (sign === '' && money) text = text.replace(/^[+-]/, '')
  if (!/^[\d.,]/.test(text) || !SHAPES[decimal].test(text)) return null
  const plain = text.replace(decimal === 'point' ? /[^\d.e+-]/g : /[^\d,e+-]/g, '').replace(',', '.')
  const value = Number(negative ? `-${plain}` : plain)
  const exact = Math.abs(value) <= Number.MAX_SAFE_INTEGER || text.includes('e')
  return Number.isFinite(value) && exact ? value : null
}

/** Does the column write `1,5` or `1.5`? Only values that can be read in one way count; without any: point. */
export function guessDecimal(cells: readonly string[]): Decimal {
  let point = 0
  let comma = 0
  for (const cell of cells) {
    const asPoint = parseNumber(cell, 'point', true)
    const asComma = parseNumber(cell, 'comma', true)
    if (asPoint !== null && asComma === null) point++
    if (asComma !== null && asPoint === null) comma++
  }
  return comma > point ? 'comma' : 'point'
}

/** `05021` is a postal code or a number of something: as a number it would lose its zero. */
export const hasLeadingZero = (cell: string): boolean => /^0\d/.test(cell)
