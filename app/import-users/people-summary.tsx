import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Progress } from '../../shared/ui/progress.tsx'
import type { FileRead } from '../import/reader-messages.ts'
import { RowsLeftOut } from '../import/rows-left-out.tsx'
import { link } from '../link.ts'
import type { PeopleImport } from './use-people-import.ts'

/** Progress, and what became of the file: who came in, who was here, and each row that stayed out with its reason. */
export function PeopleSummary(props: {
  table: FileRead
  state: PeopleImport
  actions: { stop: () => void; restart: () => void; failedFile: () => Promise<string> }
}) {
  const { table, state, actions } = props
  const { plan, progress, outcome, file } = state
  if (!plan || !progress) return null
  const failed = outcome ? [...table.unreadable, ...plan.failed, ...outcome.refused] : []
  return (
    <Stack gap={5}>
      <Progress
        label="Importing"
        value={progress.done}
        max={progress.of}
        tone={outcome && !outcome.stopped ? 'success' : 'accent'}
      />
      {!outcome && (
        <Inline justify="end">
          <Button onClick={actions.stop}>Stop</Button>
        </Inline>
      )}
      {outcome && (
        <>
          <Banner
            tone={outcome.stopped ? 'warning' : 'success'}
            title={outcome.stopped ? 'The import was stopped' : `${people(outcome.created)} imported`}
            announce
          >
            {[
              outcome.stopped &&
                `${people(outcome.created)} came in and stay. Import the file again for the rest: nobody is made twice.`,
              plan.already > 0 && `${people(plan.already)} were here already.`,
              failed.length > 0 && `${failed.length.toLocaleString('en')} rows stayed out.`,
            ]
              .filter(Boolean)
              .join(' ') || 'Everybody in the file is in.'}
          </Banner>
          <Inline>
            <LinkButton variant="primary" href={`${link.users}?tab=pending`}>
              See who is pending
            </LinkButton>
            <Button onClick={actions.restart}>Import another file</Button>
          </Inline>
        </>
      )}
      <RowsLeftOut rows={failed} file={file} failedFile={actions.failedFile} />
    </Stack>
  )
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`)
