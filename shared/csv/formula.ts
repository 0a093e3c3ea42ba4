/**
 * A spreadsheet runs a cell that begins like a formula (CSV-2). An apostrophe in front makes it text. Cells that have
 * such an apostrophe already get one more, so that reading, which takes one away, gives back exactly what was written.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/

export const withoutFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)

export const asTyped = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)

/** A plain number cannot do harm, and `'-5` would be text to the spreadsheet. */
export const isPlainNumber = (cell: string): boolean => /^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(cell)
