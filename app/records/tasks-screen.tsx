import { ListChecks } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { ListQuery, RecordRow } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { FilterChips } from '../../shared/ui/filter-chips.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { NewTask } from './new-task.tsx'
import {
  ownerFromKey,
  ownerKeyOf,
  ownerOptions,
  ownerQuery,
  portfoliosOf,
  readOwner,
} from './owner-filter.ts'
import { dayOf, groupTasks, GROUP_WORDS } from './task-groups.ts'
import { TaskRow } from './task-row.tsx'
import { useRows } from './use-rows.ts'
import { RestrictedNote } from './restricted-note.tsx'
import './records.css'
import './tasks.css'

/** So many are drawn at first; a button brings more. */
const SHOWN = 200

type TasksScreenProps = ScreenProps & { workspaceId: string }

/** The tasks of a workspace by when they are due. */
export function TasksScreen(props: TasksScreenProps) {
  const directory = props.replica.directory.value
  const folder = directory.foldersOf(props.workspaceId).find((one) => one.kind === 'tasks')
  if (!folder) return <NotFoundScreen what="workspace" />
  return <Tasks key={folder.id} {...props} folder={folder} />
}

function Tasks({ replica, query, workspaceId, folder }: TasksScreenProps & { folder: Folder }) {
  const router = useRouter()
  const directory = replica.directory.value
  const workspace = directory.workspace(workspaceId)
  const owner = readOwner(query)
  const [shown, setShown] = useState(SHOWN)
  const [shownDone, setShownDone] = useState(0)
  const today = useToday()
  const mine = owner?.kind === 'user' && directory.real(owner.userId) === replica.userId
  const filter: ListQuery = owner ? { portfolioIds: portfoliosOf(directory, folder.workspaceId, owner) } : {}
  const byDue = (direction: 'ascending' | 'descending') => ({ field: 'due', direction })
  const open = useRows(replica.content, folder.id, { ...filter, open: true, sort: byDue('ascending') }, shown)
  const done = useRows(
    replica.content,
    folder.id,
    { ...filter, open: false, sort: byDue('descending') },
    shownDone,
  )
  useTitle('Tasks')

  const show = (key: string | null) => {
    const path = link.tasks(workspaceId)
    const wanted = new URLSearchParams(Object.entries(ownerQuery(ownerFromKey(key))))
    router.go(wanted.size > 0 ? `${path}?${wanted}` : path, { replace: true })
  }
  const row = (task: RecordRow) => (
    <TaskRow key={task.id} replica={replica} folder={folder} task={task} today={today} />
  )
  return (
    <div class="rec-tasks">
      <PageHeader
        title="Tasks"
        subtitle={`${open.total.toLocaleString('en')} open, ${done.total.toLocaleString('en')} done`}
        {...(workspace && { back: { href: link.workspace(workspaceId), label: workspace.name } })}
      />
      <RestrictedNote directory={directory} workspaceId={folder.workspaceId} />
      <div class="rec-toolbar">
        <FilterChips
          label="Whose tasks"
          single
          chips={[{ id: 'mine', label: 'My tasks' }]}
          selected={new Set(mine ? ['mine'] : [])}
          onChange={(selected) => show(selected.has('mine') ? replica.userId : null)}
        />
        <div class="rec-toolbar__owner">
          <Combobox
            label="Looked after by"
            hideLabel
            kind="plain"
            placeholder="Looked after by anybody"
            options={ownerOptions(directory, folder.workspaceId, Date.now())}
            value={owner && ownerKeyOf(owner)}
            onChange={show}
          />
        </div>
      </div>
      <NewTask replica={replica} folder={folder} />
      {open.loading && open.total === 0 ? (
        <Loading>Opening the tasks…</Loading>
      ) : open.total === 0 ? (
        <EmptyState icon={<ListChecks />} title={owner ? 'Nothing to do here' : 'Nothing to do'} compact>
          {owner ? 'No open task fits the filter.' : 'Write down the first task above.'}
        </EmptyState>
      ) : (
        groupTasks(open.rows, today).map(({ group, tasks }) => (
          <Card key={group} title={GROUP_WORDS[group]} flush>
            <ul class="rec-task-list" role="list">
              {tasks.map(row)}
            </ul>
          </Card>
        ))
      )}
      {open.total > open.rows.length && open.rows.length > 0 && (
        <Button onClick={() => setShown(shown + SHOWN)}>
          {`Show more of ${open.total.toLocaleString('en')}`}
        </Button>
      )}
      {done.total > 0 && (
        <Card
          title={`Done (${done.total.toLocaleString('en')})`}
          flush
          actions={
            <Button size="s" variant="quiet" onClick={() => setShownDone(shownDone > 0 ? 0 : SHOWN)}>
              {shownDone > 0 ? 'Hide' : 'Show'}
            </Button>
          }
        >
          {shownDone > 0 && (
            <ul class="rec-task-list" role="list">
              {done.rows.map(row)}
            </ul>
          )}
        </Card>
      )}
    </div>
  )
}

/** Today's date on this device; follows the clock over midnight. */
function useToday(): string {
  const [today, setToday] = useState(() => dayOf(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(new Date())), 60_000)
    return () => clearInterval(timer)
  }, [])
  return today
}
