/** Order of day, month and year where both are written with slashes or dashes; `ymd`: only dates with the year first are read. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const YEAR_FIRST =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const WITH_DOTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?)?$/
const YEAR_LAST = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)?$/

/** A day as people and databases write it → `YYYY-MM-DD`; the time of day is left out. Null: it is none, or could be two. */
export function parseDate(cell: string, order: DateOrder): string | null {
  const text = cell.trim()
  const iso = YEAR_FIRST.exec(text)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const dots = WITH_DOTS.exec(text)
  if (dots) return dayOf(dots[3], dots[2], dots[1])
  const last = YEAR_LAST.exec(text)
  if (!last || order === 'ymd') return null
  return order === 'dmy' ? dayOf(last[3], last[2], last[1]) : dayOf(last[3], last[1], last[2])
}

/** Could be two days, `04/05/2020`: the person has to choose the order. */
export const isAmbiguousDate = (cell: string): boolean => {
  const last = YEAR_LAST.exec(cell.trim())
  return last !== null && Number(last[1]) <= 12 && Number(last[2]) <= 12
}

/** `dmy` or `mdy` when all values of the column can only be read so; else `ymd`. */
export function guessDateOrder(cells: readonly string[]): DateOrder {
  let first = false
  let second = false
  for (const cell of cells) {
    const parts = YEAR_LAST.exec(cell)
    if (Number(parts?.[1]) > 12) first = true
    if (Number(parts?.[2]) > 12) second = true
  }
  if (first === second) return 'ymd'
  return first ? 'dmy' : 'mdy'
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function dayOf(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const leap = m === 2 && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)
  const days = (DAYS[m - 1] ?? 0) + (leap ? 1 : 0)
  if (d < 1 || d > days || y < 1000) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
