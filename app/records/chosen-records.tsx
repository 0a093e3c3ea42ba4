import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { Trash2, UserRound } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { SelectionBar } from '../../shared/ui/selection-bar.tsx'
import { useToasts } from '../toasts.tsx'
import { assignItems, assignProblem } from './assign.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { counted, useBin } from './use-bin.ts'
import type { ShownList } from './use-live-list.ts'

export type ChosenRecordsProps = {
  replica: Replica
  folder: Folder
  list: ShownList
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

/** The bar for chosen records, and what it does with them. */
export function ChosenRecords({ replica, folder, list, chosen, onChange }: ChosenRecordsProps) {
  const toasts = useToasts()
  const { bin } = useBin(replica)
  const [rows, setRows] = useState<readonly RecordRow[]>([])
  const [assigning, setAssigning] = useState(false)
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const directory = replica.directory.value
  const { workspaceId } = folder
  const { version } = list.list.state.value

  useEffect(() => {
    let gone = false
    void chosenRows(list, chosen).then((found) => !gone && setRows(found))
    return () => {
      gone = true
    }
  }, [list.list, version, chosen])

  const [only] = chosen
  // Many at once are more than anybody looks through before saying yes: each is asked for on its own page.
  const askOnPage =
    chosen.size === 1 && only ? () => router.go(link.record(workspaceId, folder.id, only)) : undefined
  const what = counted(chosen.size)
  const toBin = async () => {
    setBusy(true)
    await bin(folder.id, [...chosen])
    setBusy(false)
    onChange(new Set())
  }
  const assign = async (to: string): Promise<string | null> => {
    const done = await assignItems(replica, workspaceId, rows, to)
    if ('problem' in done) return done.problem
    toasts.show({
      text: `${what} now looked after by ${directory.nameOf(to)}.`,
      tone: 'success',
      action: { label: 'Undo', onAction: () => void done.undo() },
    })
    setAssigning(false)
    onChange(new Set())
    return null
  }
  return (
    <>
      <SelectionBar
        label="Chosen records"
        chosen={chosen.size}
        total={list.total}
        onChooseAll={() => onChange(new Set(list.ids))}
        onNone={() => onChange(new Set())}
      >
        <Button
          size="s"
          icon={<UserRound />}
          ask={askOnPage}
          reason={assignProblem(directory, workspaceId, rows) ?? undefined}
          busy={busy}
          onClick={() => setAssigning(true)}
        >
          Give to…
        </Button>
        <Button
          size="s"
          icon={<Trash2 />}
          ask={askOnPage}
          reason={directory.can('delete items', { workspaceId, holder: replica.userId })?.message}
          busy={busy}
          onClick={() => void toBin()}
        >
          Move to the bin
        </Button>
      </SelectionBar>
      {assigning && (
        <AssignDialog
          directory={directory}
          workspaceId={workspaceId}
          what={what}
          onClose={() => setAssigning(false)}
          onAssign={assign}
        />
      )}
    </>
  )
}

/** The chosen rows, from the part of the list that holds them. */
async function chosenRows(list: ShownList, chosen: ReadonlySet<string>): Promise<RecordRow[]> {
  const { ids } = list.list.state.value
  const first = ids.findIndex((id) => chosen.has(id))
  const last = ids.findLastIndex((id) => chosen.has(id))
  if (first < 0) return []
  const rows = await list.list.rows(first, last + 1)
  return rows.filter((row) => chosen.has(row.id))
}
