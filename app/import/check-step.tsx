import { useMemo } from 'preact/hooks'
import { newFields } from '../../shared/domain/import/mapping.ts'
import type { OwnerChoice } from '../../shared/domain/import/owners.ts'
import type { RecordToCreate } from '../../shared/domain/import/plan-rows.ts'
import type { Field } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Table } from '../../shared/ui/table.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { link } from '../link.ts'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { counted } from '../records/use-bin.ts'
import { valueWords } from '../../shared/flows/value-words.ts'
import { FailedRows } from './failed-rows.tsx'
import { fieldsOf } from './import-target.ts'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './step-props.ts'

/** So many fields are shown of the first rows. */
const SHOWN_FIELDS = 4

/** Step 4: what will happen, counted, before anything does. */
export function CheckStep({ replica, workspaceId, state, actions }: StepProps) {
  const { plan, table, target, mapping, file, busy } = state
  const directory = replica.directory.value
  const synced = replica.content.synced(target?.folderId ?? '').value
  const fields = useMemo(
    () =>
      target && mapping
        ? [...fieldsOf(directory, target), ...newFields(mapping)].filter((field) => !field.archived)
        : [],
    [directory, target, mapping],
  )
  if (!plan || !table || !target || !mapping) return null
  const failed = [...table.unreadable, ...plan.failed]
  const save = async () =>
    downloadText(
      fileName(`${(file?.name ?? 'rows').replace(/\.\w+$/, '')} failed rows`, 'csv'),
      await actions.failedFile(),
    )
  const added = newFields(mapping).length
  const invites = plan.owners.filter(({ choice }) => choice.kind === 'invite').length
  return (
    <Stack gap={5}>
      <dl class="imp-counts">
        <Count label="new" value={plan.create} tone="new" />
        <Count label="already there" value={plan.already} />
        <Count label="can’t be read" value={failed.length} tone={failed.length > 0 ? 'failed' : undefined} />
        {plan.blank > 0 && <Count label="empty" value={plan.blank} />}
      </dl>
      {target.kind === 'existing' && synced !== 'synced' && (
        <Banner tone="warning">
          This folder is not wholly on this device yet, so some of the new ones may turn out to be there
          already. Nothing is made twice.
        </Banner>
      )}
      {plan.create === 0 ? (
        <Banner
          tone="success"
          title="Nothing new"
          action={
            target.kind === 'existing' && (
              <LinkButton href={link.folder(workspaceId, target.folderId)}>Open the folder</LinkButton>
            )
          }
        >
          {plan.already > 0
            ? `0 new, ${plan.already.toLocaleString('en')} already there. What was changed since the last import stays as it is.`
            : 'No row of this file becomes a record.'}
        </Banner>
      ) : (
        <Card
          title="The first rows, as they will be"
          subtitle={[
            target.kind === 'new'
              ? `in the new folder “${target.name.trim()}”`
              : `in ${directory.nameOf(target.folderId)}`,
            target.kind === 'existing' && added > 0 && `with ${counted(added, 'new field')}`,
            invites > 0 && `${counted(invites, 'person', 'people')} invited`,
          ]
            .filter(Boolean)
            .join(', ')}
          flush
        >
          <Table
            caption="The first rows"
            columns={columnsOf(directory, fields)}
            rows={plan.first}
            rowKey={(row) => row.recordId}
          />
        </Card>
      )}
      {failed.length > 0 && (
        <Card
          title="Rows that stay out"
          actions={
            <Button size="s" onClick={() => void save()}>
              Download these rows
            </Button>
          }
        >
          <FailedRows rows={failed} />
        </Card>
      )}
      <StepButtons
        next={plan.create === 0 ? 'Nothing to import' : `Import ${counted(plan.create)}`}
        busy={busy}
        reason={plan.create === 0 ? 'All of it is there already.' : undefined}
        onBack={() => actions.put({ step: 'owners', problem: null })}
        onNext={() => void actions.run()}
      />
    </Stack>
  )
}

function Count({
  label,
  value,
  tone,
}: {
  label: string
  value: number
  tone?: 'new' | 'failed' | undefined
}) {
  return (
    <div class={tone ? `imp-count imp-count--${tone}` : 'imp-count'}>
      <dt>{label}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  )
}

function columnsOf(directory: Directory, fields: readonly Field[]): Column<RecordToCreate>[] {
  const context = { currency: directory.about?.currency ?? null, nameOf: directory.nameOf }
  return [
    { id: 'title', header: 'Name', primary: true, cell: (row) => <bdi>{row.title}</bdi> },
    { id: 'owner', header: 'Looked after by', cell: (row) => choiceWords(directory, row.owner) },
    ...fields.slice(0, SHOWN_FIELDS).map((field): Column<RecordToCreate> => ({
      id: field.id,
      header: field.name,
      ...((field.type === 'number' || field.type === 'money') && { align: 'end' as const }),
      cell: (row) =>
        Object.hasOwn(row.values, field.id) ? valueWords(field, row.values[field.id], context) : '',
    })),
  ]
}

function choiceWords(directory: Directory, choice: OwnerChoice): string {
  if (choice.kind === 'user') return directory.nameOf(choice.userId)
  return choice.kind === 'invite' ? `${choice.email} (invited)` : `Nobody yet: ${choice.label}`
}
