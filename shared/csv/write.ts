import Papa from 'papaparse'
import { isPlainNumber, withoutFormula } from './formula.ts'

export interface WritableTable {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Columns (from 0) of numbers and money: there `-5` stays a number. */
  numericColumns?: readonly number[]
}

/** A table → the text of a CSV file with byte order mark and CRLF, in which no cell is a formula (CSV-2). */
export function writeCsv({ header, rows, numericColumns = [] }: WritableTable): string {
  const numeric = new Set(numericColumns)
  const data = rows.map((cells) =>
    cells.map((cell, i) => (numeric.has(i) && isPlainNumber(cell) ? cell : withoutFormula(cell))),
  )
  const alone = header.length === 1
  const text = Papa.unparse([header.map(withoutFormula), ...data], {
    newline: '\r\n',
    // An empty cell that is alone in its row would be a blank line, which readers skip.
    quotes: (cell: unknown) => alone && cell === '',
  })
  return `\uFEFF${text}\r\n`
}

/**
 * The rows that failed, exactly as they stood in the file and in its order, under the file's own column names, so that they can
 * be mended and uploaded again (REC-4, CSV-1). No reasons are in it, and formulas are left: it is the person's own file.
 */
export function writeFailedRows(
  rawHeader: string,
  failed: readonly { line: number; raw: string }[],
  newline = '\r\n',
): string {
  const inOrder = failed.toSorted((a, b) => a.line - b.line).map((row) => row.raw)
  return `\uFEFF${[rawHeader, ...inOrder].join(newline)}${newline}`
}
