import Papa from 'papaparse'
import type { Dialect, Newline } from './dialect.ts'

export interface RawRecord {
  /** 1-based line of the file where it begins. */
  line: number
  /** As it stands in the file, without the line end. */
  raw: string
  /** Null: a quote in it is not closed properly, and `raw` is that one line of the file. */
  cells: string[] | null
}

/** After a broken quote no row is believed to be longer than this, until the place the quote had swallowed is passed. */
const CAREFUL_LINES = 100

/**
 * Splits a text into records, blank lines left out. A quote that is never closed would swallow the rest of the file: its line
 * alone is given back as broken, and reading goes on at the next one. What had been swallowed is read in short pieces,
 * or a file with a broken quote on each of its lines would be read as often as it has lines.
 */
export function* splitRecords(dialect: Dialect): Generator<RawRecord> {
  const { text, newline } = dialect
  let { start: at, line } = dialect
  let columns = 0
  let carefulUntil = at
  while (at < text.length) {
    const careful = at < carefulUntil
    const end = careful ? afterLines(text, at, CAREFUL_LINES, newline) : text.length
    const piece = text.slice(at, end)
    const { rows, broken } = cleanRows(piece, dialect, columns)
    let done = 0
    for (const row of rows) {
      const raw = withoutLineEnd(piece.slice(done, row.end), newline)
      if (raw !== '') {
        columns ||= row.cells.length
        yield { line, raw, cells: row.cells }
      }
      line += lineEndsIn(piece.slice(done, row.end))
      done = row.end
    }
    at += done
    if (!broken) continue
    const cutByPiece = careful && end < text.length && broken.unclosed && done > 0
    if (cutByPiece) continue
    if (!careful) carefulUntil = at - done + broken.end
    const next = afterLines(text, at, 1, newline)
    yield { line, raw: withoutLineEnd(text.slice(at, next), newline), cells: null }
    line += lineEndsIn(text.slice(at, next))
    at = next
  }
}

interface Broken {
  end: number
  /** The text ended inside the quotes; in a longer piece of the file they might be closed. */
  unclosed: boolean
}

/**
 * The records up to the first one with a broken quote. `end` is the offset in the text behind a record's line end,
 * `columns` the header's number of cells, or 0 when it is not known yet.
 */
function cleanRows(text: string, { delimiter, newline }: Dialect, columns: number) {
  const rows: { cells: string[]; end: number }[] = []
  const found: { broken: Broken | null } = { broken: null }
  let begin = 0
  Papa.parse<string[]>(text, {
    delimiter,
    newline,
    step({ data, errors, meta: { cursor: end } }, parser) {
      const quotes = errors.filter((error) => error.type === 'Quotes')
      if (quotes.length > 0)
        found.broken = { end, unclosed: quotes.every((error) => error.code === 'MissingQuotes') }
      else if (
        columns > 2 &&
        data.length !== columns &&
        holdsRows(text.slice(begin, end), delimiter, newline, columns)
      )
        found.broken = { end, unclosed: false }
      else rows.push({ cells: data, end })
      if (data.length > 1 || data[0] !== '') columns ||= data.length
      begin = end
      if (found.broken) parser.abort()
    },
  })
  return { rows, broken: found.broken }
}

/** Rows that a stray quote has joined, and another stray one, such as an inch mark, has closed. */
function holdsRows(raw: string, delimiter: string, newline: Newline, columns: number): boolean {
  const [, ...others] = withoutLineEnd(raw, newline).split(newline)
  return others.length > 0 && others.every((other) => other.split(delimiter).length === columns)
}

/** Offset behind the next `count` line ends. */
function afterLines(text: string, from: number, count: number, newline: Newline): number {
  let at = from
  for (let i = 0; i < count; i++) {
    const found = text.indexOf(newline, at)
    if (found < 0) return text.length
    at = found + newline.length
  }
  return at
}

const withoutLineEnd = (raw: string, newline: Newline): string =>
  raw.endsWith(newline) ? raw.slice(0, -newline.length) : raw

const lineEndsIn = (raw: string): number => raw.match(/\r\n|\n|\r/g)?.length ?? 0
