import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'
import { SaveState } from '../../shared/ui/save-state.tsx'
import { Badge, type Tone } from '../../shared/ui/status-badge.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { isHidden } from './hidden-field.ts'
import { OwnerCell } from './owner-cell.tsx'
import { valueWords, type ValueContext } from '../../shared/flows/value-words.ts'

/** So many fields fit beside name and owner; the others are on the record's page. */
const MAIN_FIELDS = 3

/** The stage and the first fields. */
export function mainFields(folder: Folder): Field[] {
  const fields = folder.fields.filter((field) => !field.archived)
  const stage = fields.filter((field) => field.id === folder.stage?.fieldId)
  const others = fields.filter((field) => field.id !== folder.stage?.fieldId)
  return [...stage, ...others].slice(0, MAIN_FIELDS)
}

/** The columns of a folder's list. */
export function folderColumns(directory: Directory, folder: Folder, offline: boolean): Column<RecordRow>[] {
  const context: ValueContext = {
    currency: directory.about?.currency ?? null,
    nameOf: directory.nameOf,
  }
  return [
    {
      id: 'title',
      header: 'Name',
      primary: true,
      sortable: true,
      cell: (row) => <RecordTitle row={row} offline={offline} />,
    },
    {
      id: 'owner',
      header: 'Looked after by',
      width: 'minmax(9rem, 1.5fr)',
      cell: (row) => <OwnerCell directory={directory} portfolioId={row.portfolio} />,
    },
    ...mainFields(folder).map((field, i): Column<RecordRow> => ({
      id: field.id,
      header: field.name,
      sortable: true,
      hideNarrow: i > 0,
      ...((field.type === 'number' || field.type === 'money') && { align: 'end' as const }),
      cell: (row) => {
        if (isHidden(field, folder.workspaceId, directory)) return <span class="rec-hidden">hidden</span>
        const words = valueWords(field, row.values[field.id], context)
        return field.id === folder.stage?.fieldId && words ? (
          <Badge tone={stageTone(folder, words)}>{words}</Badge>
        ) : (
          <span class="rec-value">{words}</span>
        )
      },
    })),
  ]
}

export function RecordTitle({ row, offline }: { row: RecordRow; offline: boolean }) {
  return (
    <span class="rec-title">
      <bdi>{row.title || 'No name'}</bdi>
      {row.saved === 'device' && <SaveState state={offline ? 'waiting' : 'on-device'} />}
    </span>
  )
}

function stageTone({ stage }: Folder, value: string): Tone {
  if (stage?.won.includes(value)) return 'success'
  return stage?.lost.includes(value) ? 'neutral' : 'info'
}
