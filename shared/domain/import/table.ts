export interface TableRow {
  /** 1-based line of the file. */
  readonly line: number
  /** As many as the header has. */
  readonly cells: readonly string[]
}

/** What was read from a file. Names come from the file: never use them as keys of a plain object. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

/** A cell as it is compared and stored: trimmed, NFC; databases write `NULL` or `\N` for nothing. */
export function cleaned(cell: string | undefined): string {
  const text = (cell ?? '').trim().normalize('NFC')
  return text === 'NULL' || text === 'null' || text === '\\N' ? '' : text
}

/** The cleaned cells of a column that are not empty, in the order of the rows. */
export function filledCells(table: Table, column: number): string[] {
  const cells: string[] = []
  for (const row of table.rows) {
    const cell = cleaned(row.cells[column])
    if (cell !== '') cells.push(cell)
  }
  return cells
}

/** The words of a column's name, lower case: `employeeID`, `Employee ID` and `employee_id` are `employee`, `id`. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')

/** A cell inside a reason: quoted, and short whatever was in it. */
export const quoted = (cell: string): string => `“${cell.length > 40 ? `${cell.slice(0, 39)}…` : cell}”`
