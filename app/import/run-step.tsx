import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Progress } from '../../shared/ui/progress.tsx'
import { link } from '../link.ts'
import { counted } from '../records/use-bin.ts'
import { RowsLeftOut } from './rows-left-out.tsx'
import type { StepProps } from './step-props.ts'

/** Step 5: progress, and what became of it. */
export function RunStep({ replica, workspaceId, state, actions }: StepProps) {
  const { plan, table, target, progress, outcome, file, busy } = state
  if (!plan || !table || !target) return null
  const failed = [...table.unreadable, ...plan.failed]
  const offline = replica.connection.value !== 'online'
  return (
    <Stack gap={5}>
      {progress && (
        <Progress
          label="Importing"
          value={progress.done}
          max={progress.of}
          tone={outcome?.status === 'done' ? 'success' : 'accent'}
        />
      )}
      {!outcome && busy && (
        <Inline justify="end">
          <Button onClick={actions.stop}>Stop</Button>
        </Inline>
      )}
      {outcome?.status === 'refused' && (
        <Banner
          tone="danger"
          title="Nothing was imported"
          announce
          action={
            <Button onClick={() => actions.put({ step: 'owners', outcome: null, progress: null })}>
              Back
            </Button>
          }
        >
          {outcome.message}
        </Banner>
      )}
      {outcome && outcome.status !== 'refused' && (
        <>
          <Banner
            tone={outcome.status === 'done' ? 'success' : 'warning'}
            title={
              outcome.status === 'done' ? `${counted(outcome.created)} imported` : 'The import was stopped'
            }
            announce
          >
            {[
              outcome.status === 'stopped' &&
                `${counted(outcome.created)} of ${plan.create.toLocaleString('en')} came in and stay. Import the file again for the rest: nothing is made twice.`,
              plan.already + outcome.already > 0 &&
                `${(plan.already + outcome.already).toLocaleString('en')} were already there and stay as they are.`,
              failed.length > 0 && `${counted(failed.length, 'row')} stayed out.`,
              offline && 'All of it is on this device and will be sent when you are online.',
            ]
              .filter(Boolean)
              .join(' ') || 'Every row of the file is in.'}
          </Banner>
          <Inline>
            <LinkButton variant="primary" href={link.folder(workspaceId, target.folderId)}>
              Open the folder
            </LinkButton>
            <Button onClick={actions.restart}>Import another file</Button>
          </Inline>
        </>
      )}
      {outcome && <RowsLeftOut rows={failed} file={file} failedFile={actions.failedFile} />}
    </Stack>
  )
}
