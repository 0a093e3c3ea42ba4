import { editOf } from './asked-edit.ts'
import { WHEN_CONFIRMED } from '../../shared/domain/request/record-request.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { RotateCcw, Trash2 } from 'lucide-preact'
import { useMemo } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { mayReadContent } from '../../shared/domain/policy/reading.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { SaveState } from '../../shared/ui/save-state.tsx'
import { HistoryOf } from '../history/history-of.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { keptUntilInWords } from './kept-until.ts'
import { RecordFields } from './record-fields.tsx'
import { RecordOwner } from './record-owner.tsx'
import { useBin } from './use-bin.ts'
import { useFound } from './use-found.ts'
import './records.css'

type RecordScreenProps = ScreenProps & { workspaceId: string; folderId: string; recordId: string }

/** One record: its fields, who looks after it, and whether it is saved. */
export function RecordScreen(props: RecordScreenProps) {
  const { replica, workspaceId, folderId, recordId } = props
  const directory = replica.directory.value
  const folder = directory.folder(folderId)
  const id = folder?.id ?? folderId
  const live = useMemo(() => replica.content.record(id, recordId), [replica, id, recordId])
  const record = live.value
  const looking = useFound(replica.content, id, record !== null)
  if (!folder || folder.workspaceId !== directory.real(workspaceId)) return <NotFoundScreen what="record" />
  if (!record) return looking ? <Loading>Opening the record…</Loading> : <NotFoundScreen what="record" />
  return <Shown key={record.id} {...props} folder={folder} record={record} />
}

function Shown({
  replica,
  session,
  folder,
  record,
}: RecordScreenProps & { folder: Folder; record: RecordRow }) {
  const directory = replica.directory.value
  const { bin, restore } = useBin(replica)
  const offline = replica.connection.value === 'offline'
  const { workspaceId } = folder
  const title = record.title || 'No name'
  useTitle(title)
  const items = directory.portfolio(record.portfolio)
  const holder = items ? holderOf(items) : null
  const deleteReason = directory.can('delete items', { workspaceId, holder })?.message
  const seesHistory = directory.me !== null && mayReadContent(directory.me, workspaceId)
  const toBin = () => void bin(folder.id, [record.id], `“${title}”`)
  const fromBin = () => void restore(folder.id, [record.id], `“${title}”`)
  return (
    <div class="rec-page">
      <PageHeader
        title={<bdi>{title}</bdi>}
        back={{
          href: folder.kind === 'tasks' ? link.tasks(workspaceId) : link.folder(workspaceId, folder.id),
          label: folder.name,
        }}
        subtitle={
          <span class="rec-page__state">
            <SaveState
              state={record.saved === 'saved' ? 'saved' : offline ? 'waiting' : 'on-device'}
              announce
            />
            <span>
              created <RelativeTime at={Date.parse(record.createdAt)} />
            </span>
          </span>
        }
        actions={
          record.deleted === null && (
            <>
              <Button icon={<Trash2 />} reason={deleteReason} onClick={toBin}>
                Move to the bin
              </Button>
              <AskSomebody
                replica={replica}
                command={editOf(record, { deleted: WHEN_CONFIRMED })}
                reason={deleteReason}
              />
            </>
          )
        }
      />
      {record.deleted !== null && (
        <Banner
          tone="warning"
          title="This record is in the bin"
          action={
            <>
              <Button icon={<RotateCcw />} reason={deleteReason} onClick={fromBin}>
                Restore
              </Button>
              <AskSomebody
                replica={replica}
                command={editOf(record, { deleted: null })}
                reason={deleteReason}
              />
            </>
          }
        >
          It was deleted <RelativeTime at={Date.parse(record.deleted)} /> and is gone for good after{' '}
          {keptUntilInWords(record.deleted, Date.now())}.
        </Banner>
      )}
      <div class="rec-page__parts">
        <Card title="Fields">
          <RecordFields replica={replica} folder={folder} record={record} />
        </Card>
        <Card title="Looked after by">
          <RecordOwner replica={replica} folder={folder} record={record} />
        </Card>
        {seesHistory && (
          <HistoryOf
            title="What happened with it"
            session={session}
            directory={directory}
            organizationId={replica.organizationId}
            record={record.id}
            connection={replica.connection.value}
            seen={record.saved === 'saved' && record}
          />
        )}
      </div>
    </div>
  )
}
