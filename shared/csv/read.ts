import { decode, type Encoding } from './decode.ts'
import { dialectOf, type Delimiter } from './dialect.ts'
import { asTyped } from './formula.ts'
import { splitRecords } from './records.ts'

export interface CsvRow {
  /** 1-based line of the file where the row begins; the header is line 1. */
  line: number
  /** As many as the header has, as they stand in the file. */
  cells: string[]
  raw: string
}

export interface UnreadableRow {
  line: number
  raw: string
  /** Continues "Line 5 …", e.g. "has 12 cells, the header has 11". */
  reason: string
}

export interface CsvTable {
  status: 'read'
  /** Column names, all different and none empty. They come from the file: never use them as keys of a plain object. */
  header: string[]
  rawHeader: string
  rows: CsvRow[]
  unreadable: UnreadableRow[]
  delimiter: Delimiter
  encoding: Encoding
  /** Sentences for the person: what was guessed and may be wrong. */
  notes: string[]
}

export interface CsvRefusal {
  status: 'refused'
  code: 'no-rows' | 'not-text' | 'broken-header'
  message: string
}

const refused = (code: CsvRefusal['code'], message: string): CsvRefusal => ({
  status: 'refused',
  code,
  message,
})

/** The bytes of a CSV file → its rows (REC-4). A row that cannot be read is listed, and costs no other row. */
export function readCsv(bytes: Uint8Array): CsvTable | CsvRefusal {
  const decoded = decode(bytes)
  if (decoded.status === 'refused') return decoded
  return readCsvText(decoded.text, decoded.encoding, decoded.note ? [decoded.note] : [])
}

export function readCsvText(
  text: string,
  encoding: Encoding = 'utf-8',
  notes: string[] = [],
): CsvTable | CsvRefusal {
  const dialect = dialectOf(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const records = splitRecords(dialect)
  const first = records.next().value
  if (!first) return refused('no-rows', 'This file is empty.')
  if (!first.cells)
    return refused('broken-header', `The column names in line ${first.line} have a quote that is not closed.`)
  const header = distinctNames(first.cells)
  const rows: CsvRow[] = []
  const unreadable: UnreadableRow[] = []
  for (const { line, raw, cells } of records) {
    if (!cells) unreadable.push({ line, raw, reason: 'has a quote that is not opened and closed properly' })
    else if (cells.length !== header.length)
      unreadable.push({ line, raw, reason: wrongCount(cells.length, header.length) })
    else rows.push({ line, raw, cells: cells.map(asTyped) })
  }
  if (rows.length + unreadable.length === 0)
    return refused('no-rows', 'This file has column names and no rows below them.')
  return {
    status: 'read',
    header,
    rawHeader: first.raw,
    rows,
    unreadable,
    delimiter: dialect.delimiter,
    encoding,
    notes,
  }
}

const wrongCount = (cells: number, header: number): string =>
  `has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the header has ${header}`

/** An empty or repeated name gets its column's number: "Phone", "Phone (column 3)", "(column 4)". */
function distinctNames(cells: readonly string[]): string[] {
  const typed = cells.map((cell) => asTyped(cell).trim().normalize('NFC'))
  const taken = new Set<string>()
  return typed.map((name, i) => {
    let distinct = name
    while (distinct === '' || taken.has(distinct)) distinct = `${distinct} (column ${i + 1})`.trim()
    taken.add(distinct)
    return distinct
  })
}
