import { useState } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'

type FailedRowsProps = {
  rows: readonly { line: number; reason: string }[]
  /** So many are listed at first. */
  first?: number
}

/** Does this reason of `readCsv` say that the row has more cells than the header? */
function saysTooMany(reason: string): boolean {
  const [, cells, header] = /^has (\d+) cells?, the header has (\d+)/.exec(reason) ?? []
  return Number(cells) > Number(header)
}

/** Rows that do not come in: the line of the file, and why. */
export function FailedRows({ rows, first = 10 }: FailedRowsProps) {
  const [shown, setShown] = useState(first)
  const inOrder = rows.toSorted((a, b) => a.line - b.line)
  return (
    <div class="imp-failed">
      {rows.some(({ reason }) => saysTooMany(reason)) && (
        <p class="imp-failed__why">
          A row with more cells than the header mostly has a comma or semicolon inside a text, such as Main
          St, 5. Such a text has to stand in quotes: <code>"Main St, 5"</code>.
        </p>
      )}
      <ul role="list">
        {inOrder.slice(0, shown).map(({ line, reason }) => (
          <li key={line}>
            <span class="imp-failed__line">Line {line.toLocaleString('en', { useGrouping: false })}</span>
            <span class="imp-failed__reason">{reason}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Button size="s" onClick={() => setShown(shown + 500)}>
          {`Show ${Math.min(500, rows.length - shown).toLocaleString('en')} more of ${rows.length.toLocaleString('en')}`}
        </Button>
      )}
    </div>
  )
}
