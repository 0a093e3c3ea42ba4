import { useState } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'

type FailedRowsProps = {
  rows: readonly { line: number; reason: string }[]
  /** So many are listed at first. */
  first?: number
}

/** Rows that do not come in: the line of the file, and why. */
export function FailedRows({ rows, first = 10 }: FailedRowsProps) {
  const [shown, setShown] = useState(first)
  const inOrder = rows.toSorted((a, b) => a.line - b.line)
  return (
    <div class="imp-failed">
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
