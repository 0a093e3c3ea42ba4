import { Lock } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Stepper } from '../../shared/ui/stepper.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { OwnersStep } from './owners-step.tsx'
import { RunStep } from './run-step.tsx'
import { useImport, type ImportStep } from './use-import.ts'
import './import.css'

const STEPS: readonly { id: ImportStep; label: string }[] = [
  { id: 'file', label: 'File' },
  { id: 'columns', label: 'Columns' },
  { id: 'owners', label: 'People' },
  { id: 'check', label: 'Check' },
  { id: 'run', label: 'Import' },
]

/** A CSV file into a folder, step by step (REC-4). `?folder=` names the folder to begin with. */
export function ImportScreen(props: ScreenProps & { workspaceId: string }) {
  const { replica, workspaceId } = props
  const directory = replica.directory.value
  const workspace = directory.workspace(workspaceId)
  useTitle('Import records')
  if (!workspace) return <NotFoundScreen what="workspace" />
  const refusal = directory.can('manage folders', { workspaceId: workspace.id })
  return (
    <div class="imp">
      <PageHeader
        title="Import records"
        subtitle={`From a CSV file into ${workspace.name}`}
        back={{ href: link.workspace(workspace.id), label: workspace.name }}
      />
      {refusal ? (
        <EmptyState icon={<Lock />} title="You may not import records here">
          {refusal.message}
        </EmptyState>
      ) : (
        <Wizard key={workspace.id} {...props} workspaceId={workspace.id} />
      )}
    </div>
  )
}

function Wizard({ replica, query, workspaceId }: ScreenProps & { workspaceId: string }) {
  const { state, actions } = useImport(replica, workspaceId, query.get('folder'))
  const step = { replica, workspaceId, state, actions }
  const underWay = state.step === 'run'
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(state.step)
  useEffect(() => {
    if (before.current === state.step) return
    before.current = state.step
    // The button that was pressed is gone: go on at the top of the next step.
    place.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [state.step])
  return (
    <Stack gap={5}>
      <Stepper
        label="Import records"
        steps={STEPS}
        current={state.step}
        {...(!underWay &&
          !state.busy && { onSelect: (id: ImportStep) => actions.put({ step: id, problem: null }) })}
      />
      {state.problem && (
        <Banner tone="danger" announce>
          {state.problem}
        </Banner>
      )}
      <div ref={place} class="imp-step" tabIndex={-1} role="group" aria-label={labelOf(state.step)}>
        {state.step === 'file' && <FileStep {...step} />}
        {state.step === 'columns' && <ColumnsStep {...step} />}
        {state.step === 'owners' && <OwnersStep {...step} />}
        {state.step === 'check' && <CheckStep {...step} />}
        {state.step === 'run' && <RunStep {...step} />}
      </div>
    </Stack>
  )
}

const labelOf = (step: ImportStep): string => STEPS.find(({ id }) => id === step)?.label ?? ''
