import type { ComponentProps } from 'preact'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { FailedRows } from './failed-rows.tsx'

/** The rows of a file that did not come in, each with its reason, and the way to mend them: a file of these rows alone (CSV-1). */
export function RowsLeftOut(props: {
  rows: ComponentProps<typeof FailedRows>['rows']
  /** The file they were in; its name leads to the download's. */
  file: { name: string; size: number } | null
  failedFile: () => Promise<string>
}) {
  const { rows, file, failedFile } = props
  if (rows.length === 0) return null
  const save = async () =>
    downloadText(
      fileName(`${(file?.name ?? 'rows').replace(/\.\w+$/, '')} failed rows`, 'csv'),
      await failedFile(),
    )
  return (
    <Card
      title="Rows that stayed out"
      subtitle="Mend them in the downloaded file and import that one."
      actions={
        <Button size="s" onClick={() => void save()}>
          Download these rows
        </Button>
      }
    >
      <FailedRows rows={rows} />
    </Card>
  )
}
