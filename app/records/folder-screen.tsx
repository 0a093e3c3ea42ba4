import { FolderOpen, Plus, SearchX, Upload } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { FolderProgress, FolderSync } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { VirtualTable } from '../../shared/ui/virtual-table.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useToasts } from '../toasts.tsx'
import { useTitle } from '../use-title.ts'
import { ChosenRecords } from './chosen-records.tsx'
import { EditFolderDialog } from './edit-folder-dialog.tsx'
import { exportList } from './export-list.ts'
import { folderColumns } from './folder-columns.tsx'
import { filterQuery, isFiltered, listQuery, readFilter, type FolderFilter } from './folder-filter.ts'
import { FolderToolbar } from './folder-toolbar.tsx'
import { NewRecordDialog } from './new-record-dialog.tsx'
import { counted } from './use-bin.ts'
import { useLiveList } from './use-live-list.ts'
import { RestrictedNote } from './restricted-note.tsx'
import './records.css'
import { AskForm } from '../requests/ask-form.tsx'

type FolderScreenProps = ScreenProps & { workspaceId: string; folderId: string }

/** The list of a folder's records (REC-3). */
export function FolderScreen(props: FolderScreenProps) {
  const directory = props.replica.directory.value
  const folder = directory.folder(props.folderId)
  if (!folder || folder.workspaceId !== directory.real(props.workspaceId))
    return <NotFoundScreen what="folder" />
  return <FolderList key={folder.id} {...props} folder={folder} />
}

function FolderList({ replica, query, workspaceId, folder }: FolderScreenProps & { folder: Folder }) {
  const router = useRouter()
  const toasts = useToasts()
  const directory = replica.directory.value
  const offline = replica.connection.value === 'offline'
  const filter = readFilter(query)
  const filtered = isFiltered(filter)
  const list = useLiveList(replica.content, folder.id, listQuery(directory, folder, filter))
  const total = useTotal(replica.content, folder.id, filtered)
  const synced = replica.content.synced(folder.id).value
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'new' | 'folder' | null>(null)
  useTitle(folder.name)
  // What is not in the list any more must not be given away or deleted with the rest.
  useEffect(() => setChosen(new Set()), [query.toString()])

  const change = (part: Partial<FolderFilter>) =>
    router.go(link.folder(workspaceId, folder.id, filterQuery({ ...filter, ...part })), { replace: true })
  const here = { workspaceId: folder.workspaceId }
  const createReason = directory.can('edit items', { ...here, holder: replica.userId })?.message
  const exportReason = directory.can('export items', here)?.message
  const manageReason = directory.can('manage folders', here)?.message
  const workspace = directory.workspace(workspaceId)
  const importHref = `${link.import(workspaceId)}?folder=${folder.id}`
  const save = async () => {
    const count = await exportList(directory, folder, list.list)
    await replica.dispatch('export.note', { what: 'records', folderId: folder.id, count })
    toasts.show({ text: `${counted(count)} written to a file.`, tone: 'success' })
  }

  return (
    <div class="rec-folder">
      <PageHeader
        title={folder.name}
        subtitle={
          <CountWords
            shown={list.total}
            total={total}
            filtered={filtered}
            loading={list.loading}
            synced={synced}
            progress={replica.content.progress(folder.id).value}
            offline={offline}
          />
        }
        {...(workspace && { back: { href: link.workspace(workspaceId), label: workspace.name } })}
        actions={
          <>
            <Menu
              label={`More about ${folder.name}`}
              items={[
                {
                  id: 'export',
                  label: filtered ? 'Export the shown records (CSV)' : 'Export (CSV)',
                  onSelect: () => void save(),
                  reason: exportReason,
                },
                { id: 'import', label: 'Import (CSV)', href: importHref, reason: manageReason },
                {
                  id: 'folder',
                  label: 'Change name and fields',
                  onSelect: () => setOpen('folder'),
                  reason: manageReason,
                  ask: { label: 'Prepare it, and ask somebody who may', onSelect: () => setOpen('folder') },
                },
                { id: 'bin', label: 'Bin', href: link.bin(workspaceId, folder.id), separated: true },
              ]}
            />
            <Button variant="primary" icon={<Plus />} reason={createReason} onClick={() => setOpen('new')}>
              New
            </Button>
          </>
        }
      />
      <RestrictedNote directory={directory} workspaceId={folder.workspaceId} />
      {synced === 'never' && offline && (
        <Banner tone="info">
          Nothing of this folder is on this device yet. It comes as soon as there is a connection.
        </Banner>
      )}
      <FolderToolbar
        directory={directory}
        folder={folder}
        filter={filter}
        found={list.loading ? undefined : list.total}
        onChange={change}
      />
      <Card flush>
        <VirtualTable
          caption={`Records of ${folder.name}`}
          columns={folderColumns(directory, folder, offline)}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => link.record(workspaceId, folder.id, row.id)}
          sort={filter.sort}
          onSort={(sort) => change({ sort })}
          selection={{ selected: chosen, onChange: setChosen, rowLabel: (row) => row.title }}
          height="max(20rem, calc(100dvh - 17rem))"
          rowHeight={48}
          loading={list.loading || (synced === 'never' && !offline)}
          empty={
            filtered ? (
              <EmptyState
                icon={<SearchX />}
                title="Nothing fits"
                action={
                  <Button onClick={() => change({ text: '', owner: null, open: null })}>
                    Show everything
                  </Button>
                }
              >
                No record of this folder fits the search and the filters.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<FolderOpen />}
                title="This folder is empty"
                action={
                  manageReason ? undefined : (
                    <LinkButton href={importHref} icon={<Upload />}>
                      Import a file
                    </LinkButton>
                  )
                }
              >
                Create the first record, or import them from a file.
              </EmptyState>
            )
          }
        />
      </Card>
      {chosen.size > 0 && (
        <ChosenRecords replica={replica} folder={folder} list={list} chosen={chosen} onChange={setChosen} />
      )}
      {open === 'new' && (
        <NewRecordDialog
          replica={replica}
          folder={folder}
          onClose={() => setOpen(null)}
          onCreated={(recordId, title) => {
            setOpen(null)
            toasts.show({
              text: `“${title}” created.`,
              tone: 'success',
              action: {
                label: 'Open',
                onAction: () => router.go(link.record(workspaceId, folder.id, recordId)),
              },
            })
          }}
        />
      )}
      {open === 'folder' && (
        <AskForm replica={replica} reason={manageReason} onClose={() => setOpen(null)}>
          <EditFolderDialog replica={replica} folder={folder} onClose={() => setOpen(null)} />
        </AskForm>
      )}
    </div>
  )
}

/** How many records there are without any filter; null while nobody asks. */
function useTotal(
  content: ScreenProps['replica']['content'],
  folderId: string,
  wanted: boolean,
): number | null {
  const [list, setList] = useState<ReturnType<typeof content.list> | null>(null)
  useEffect(() => {
    if (!wanted) return setList(null)
    const opened = content.list(folderId, {})
    setList(opened)
    return () => opened.close()
  }, [content, folderId, wanted])
  return list ? list.state.value.total : null
}

/** Parts of a folder come one after the other, each with what is in it. */
function catchingUp(progress: FolderProgress | null, offline: boolean): string {
  if (!progress) return offline ? '' : ' · catching up with the server…'
  const percent = `${Math.round((progress.here / progress.all) * 100)} %`
  return offline ? ` · ${percent} of the folder is on this device` : ` · fetching the folder: ${percent}`
}

type CountWordsProps = {
  shown: number
  total: number | null
  filtered: boolean
  loading: boolean
  synced: FolderSync
  progress: FolderProgress | null
  offline: boolean
}

function CountWords({ shown, total, filtered, loading, synced, progress, offline }: CountWordsProps) {
  if (loading && shown === 0 && !progress) return <span>Opening…</span>
  const count =
    filtered && total !== null
      ? `${shown.toLocaleString('en')} of ${counted(Math.max(total, shown))}`
      : counted(shown)
  return (
    <span role="status">
      {count}
      {synced !== 'synced' && catchingUp(progress, offline)}
    </span>
  )
}
