import Papa from 'papaparse'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]
export type Newline = '\n' | '\r\n' | '\r'

export interface Dialect {
  /** The text; its line ends are made one kind when the file mixes them. */
  text: string
  delimiter: Delimiter
  newline: Newline
  /** Offset and line (1-based) of what follows Excel's `sep=;` line, or 0 and 1. */
  start: number
  line: number
}

const SAMPLE_ROWS = 100

export function dialectOf(original: string): Dialect {
  const { text, newline } = lineEnds(original)
  const hint = /^sep=([,;\t|])(\r\n|\n|\r)/i.exec(text)
  const start = hint ? hint[0].length : 0
  const delimiter = hint ? (hint[1] as Delimiter) : guessDelimiter(text.slice(start), newline)
  return { text, delimiter, newline, start, line: hint ? 2 : 1 }
}

/** Line ends inside quotes belong to cells and are kept; only those between rows are looked at. */
function lineEnds(text: string): { text: string; newline: Newline } {
  const between = text.replace(/"[^"]*"/g, '')
  const crlf = between.includes('\r\n')
  const lf = /(?<!\r)\n/.test(between)
  if (crlf && lf) return { text: text.replaceAll('\r\n', '\n'), newline: '\n' }
  if (crlf) return { text, newline: '\r\n' }
  return { text, newline: !lf && between.includes('\r') ? '\r' : '\n' }
}

/** The one with which most of the first rows have as many cells as the header; of equals, the one with more cells. */
function guessDelimiter(text: string, newline: Newline): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, { delimiter, newline, preview: SAMPLE_ROWS })
    const counts = data.filter((cells) => cells.length > 1 || cells[0]?.trim()).map((cells) => cells.length)
    const columns = counts[0] ?? 0
    if (columns < 2) continue
    const score = counts.filter((count) => count === columns).length / counts.length + columns / 10_000
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
