import { useMemo } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { type FieldValue, valueNow } from '../../shared/domain/model/record.ts'
import type { AskedEdit } from '../../shared/domain/request/record-request.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { link } from '../link.ts'
import { isHidden } from '../records/hidden-field.ts'
import { ownerWords } from '../records/owner-words.ts'
import { useFound } from '../records/use-found.ts'
import { valueWords } from '../../shared/flows/value-words.ts'

/** The record that somebody asks to have changed, as it is on this device now. */
export function useAskedRecord(replica: Replica, { folderId, recordId }: AskedEdit) {
  const live = useMemo(() => replica.content.record(folderId, recordId), [replica, folderId, recordId])
  const record = live.value
  return { record, looking: useFound(replica.content, folderId, record !== null) }
}

/** "Move “Nordwind” in Deals to the bin" */
export function recordWords(
  directory: Directory,
  { folderId, changes }: AskedEdit,
  record: RecordRow | null,
): string {
  const item = `${record ? `“${record.title}”` : 'a record'} in ${directory.nameOf(folderId)}`
  if (typeof changes.deleted === 'string') return `Move ${item} to the bin`
  if (changes.deleted === null) return `Take ${item} out of the bin`
  return typeof changes.portfolio === 'string'
    ? `Give ${item} to ${holderName(directory, changes.portfolio)}`
    : `Change ${item}`
}

/** Which record it is, whose, and each value: as it is, and as it would be. */
export function RecordRequest(props: { replica: Replica; edit: AskedEdit; record: RecordRow }) {
  const { replica, edit, record } = props
  const directory = replica.directory.value
  const folder = directory.folder(edit.folderId)
  if (!folder) return null
  const { workspaceId } = folder
  const owner = ownerWords(directory, record.portfolio, Date.now())
  return (
    <KeyValue
      items={[
        {
          label: 'Record',
          value: (
            <a href={link.record(workspaceId, folder.id, record.id)}>
              <bdi>{record.title || 'No name'}</bdi>
            </a>
          ),
        },
        {
          label: 'Folder',
          value: (
            <a href={link.folder(workspaceId, folder.id)}>
              {directory.nameOf(workspaceId)}: {folder.name}
            </a>
          ),
        },
        ...('portfolio' in edit.changes ? [] : [{ label: 'Looked after by', value: owner.name }]),
        ...Object.entries(edit.changes).map(([field, wanted]) => ({
          label: labelOf(folder, field),
          value: (
            <>
              <del>
                <bdi>{inWords(directory, folder, field, valueNow(record, field))}</bdi>
              </del>{' '}
              →{' '}
              <ins>
                <bdi>{inWords(directory, folder, field, wanted)}</bdi>
              </ins>
            </>
          ),
        })),
      ]}
    />
  )
}

const LABELS: Record<string, string> = {
  title: 'Name',
  portfolio: 'Looked after by',
  deleted: 'In the bin',
}

const labelOf = ({ fields }: Folder, id: string): string =>
  fields.find((field) => field.id === id)?.name ?? LABELS[id] ?? id

function inWords(directory: Directory, folder: Folder, id: string, value: FieldValue): string {
  if (id === 'deleted') return value === null ? 'no' : 'yes'
  if (id === 'portfolio') return typeof value === 'string' ? holderName(directory, value) : 'nobody'
  const field = folder.fields.find((one) => one.id === id)
  if (!field) return value === null || value === '' ? 'nothing' : `${value}`
  // The asker may not see what stands there; only what they propose is theirs.
  if (value === null && isHidden(field, folder.workspaceId, directory)) return 'hidden from you'
  const currency = directory.about?.currency ?? null
  return valueWords(field, value, { currency, nameOf: directory.nameOf }) || 'nothing'
}

function holderName(directory: Directory, portfolioId: string): string {
  const items = directory.portfolio(portfolioId)
  const holder = items && holderOf(items)
  return holder ? directory.nameOf(holder) : 'nobody'
}
