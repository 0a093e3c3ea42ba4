import { useRouter } from '../router-context.ts'
import { Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { BIN_DAYS } from '../../shared/domain/model/record.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { VirtualTable } from '../../shared/ui/virtual-table.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { RecordTitle } from './folder-columns.tsx'
import { keptUntil } from './kept-until.ts'
import { OwnerCell } from './owner-cell.tsx'
import { counted, useBin } from './use-bin.ts'
import { useLiveList } from './use-live-list.ts'
import './records.css'

type BinScreenProps = ScreenProps & { workspaceId: string; folderId: string }

/** What was deleted in a folder, for 30 days (REC-5). */
export function BinScreen(props: BinScreenProps) {
  const directory = props.replica.directory.value
  const folder = directory.folder(props.folderId)
  if (!folder || folder.workspaceId !== directory.real(props.workspaceId))
    return <NotFoundScreen what="folder" />
  return <Bin key={folder.id} {...props} folder={folder} />
}

function Bin({ replica, workspaceId, folder }: BinScreenProps & { folder: Folder }) {
  const directory = replica.directory.value
  const offline = replica.connection.value === 'offline'
  const { restore } = useBin(replica)
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const list = useLiveList(replica.content, folder.id, { deleted: true })
  const reason = directory.can('delete items', {
    workspaceId: folder.workspaceId,
    holder: replica.userId,
  })?.message
  const shown = chosen.size === 0 ? [] : list.ids.filter((id) => chosen.has(id))
  useTitle(`Bin of ${folder.name}`)

  const restoreChosen = async () => {
    setBusy(true)
    await restore(folder.id, shown)
    setBusy(false)
    setChosen(new Set())
  }
  const columns: Column<RecordRow>[] = [
    {
      id: 'title',
      header: 'Name',
      primary: true,
      cell: (row) => <RecordTitle row={row} offline={offline} />,
    },
    {
      id: 'owner',
      header: 'Looked after by',
      hideNarrow: true,
      cell: (row) => <OwnerCell directory={directory} portfolioId={row.portfolio} />,
    },
    {
      id: 'deleted',
      header: 'Deleted',
      cell: (row) => row.deleted !== null && <RelativeTime at={Date.parse(row.deleted)} />,
    },
    {
      id: 'until',
      header: 'Kept until',
      cell: (row) => row.deleted !== null && <KeptUntil deleted={row.deleted} />,
    },
    {
      id: 'restore',
      header: 'Restore',
      hideHeader: true,
      width: '7rem',
      cell: (row) => (
        <Button
          size="s"
          reason={reason}
          ask={() => router.go(link.record(workspaceId, folder.id, row.id))}
          aria-label={`Restore ${row.title}`}
          onClick={() => void restore(folder.id, [row.id], `“${row.title}”`)}
        >
          Restore
        </Button>
      ),
    },
  ]
  return (
    <>
      <PageHeader
        title="Bin"
        back={{ href: link.folder(workspaceId, folder.id), label: folder.name }}
        subtitle={
          list.loading && list.total === 0
            ? 'Opening…'
            : `${counted(list.total)}, each kept for ${BIN_DAYS} days`
        }
        actions={
          shown.length > 0 && (
            <Button variant="primary" busy={busy} reason={reason} onClick={() => void restoreChosen()}>
              {`Restore ${counted(shown.length)}`}
            </Button>
          )
        }
      />
      <Card flush>
        <VirtualTable
          caption={`Deleted records of ${folder.name}`}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => link.record(workspaceId, folder.id, row.id)}
          selection={{ selected: chosen, onChange: setChosen, rowLabel: (row) => row.title }}
          loading={list.loading}
          height="max(20rem, calc(100dvh - 14rem))"
          empty={
            <EmptyState icon={<Trash2 />} title="The bin is empty">
              What is deleted in {folder.name} lies here for {BIN_DAYS} days and can be restored.
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}

/** The day, and under it how long that is. */
function KeptUntil({ deleted }: { deleted: string }) {
  const { day, away } = keptUntil(deleted, Date.now())
  return (
    <span class="rec-owner__text">
      {day}
      {away && <span class="rec-owner__note">{away}</span>}
    </span>
  )
}
