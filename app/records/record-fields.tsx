import { AskForm } from '../requests/ask-form.tsx'
import { AskValueDialog } from './ask-value-dialog.tsx'
import { useState } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'
import { ExternalLink, Mail, Phone } from 'lucide-preact'
import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { ChoiceField } from './choice-field.tsx'
import { DraftField } from './draft-field.tsx'
import { namedOptions } from './people-options.ts'
import { isHidden } from './hidden-field.ts'
import { textOf, typedTitle, typedValue } from './typed-value.ts'
import { fieldLabel, inputKind } from './value-input.tsx'
import { valueHref } from '../../shared/flows/value-words.ts'

export type RecordFieldsProps = { replica: Replica; folder: Folder; record: RecordRow }

/** The name and all fields of a record. Each is saved by itself when it is left, so that two people never undo each other (REC-2). */
export function RecordFields({ replica, folder, record }: RecordFieldsProps) {
  const directory = replica.directory.value
  const items = directory.portfolio(record.portfolio)
  const holder = items ? holderOf(items) : null
  const notAllowed = directory.can('edit items', { workspaceId: folder.workspaceId, holder })?.message
  const inBin = record.deleted === null ? undefined : 'It is in the bin. Restore it to change it.'
  const tooLate = replica.surrendered.value
    ? 'A newer version of Handover is open here. Reload this page first.'
    : undefined
  const reason = tooLate ?? inBin ?? notAllowed
  const askable = tooLate === undefined && inBin === undefined
  const [asking, setAsking] = useState<{ field: Field | null; reason: string } | null>(null)
  const whyNot = (field: Field | null) =>
    field && isHidden(field, folder.workspaceId, directory) ? HIDDEN : notAllowed
  const ask = (field: Field | null) => {
    const why = askable ? whyNot(field) : undefined
    if (why === undefined) return null
    const name = field?.name ?? 'Name'
    return (
      <Button
        size="s"
        variant="quiet"
        aria-label={`Ask somebody who may: change ${name}`}
        onClick={() => setAsking({ field, reason: why })}
      >
        Ask somebody who may
      </Button>
    )
  }
  const save = (field: string) => (value: FieldValue) =>
    void replica.content.edit(folder.id, record.id, { [field]: value })
  return (
    <div class="rec-fields">
      <div class="rec-fields__wide">
        <DraftField
          label="Name"
          required
          stored={record.title}
          read={typedTitle}
          save={save('title')}
          reason={reason}
        />
        {ask(null)}
      </div>
      {folder.fields
        .filter((field) => !field.archived)
        .map((field) => (
          <div key={field.id}>
            <OneField
              field={field}
              value={record.values[field.id]}
              directory={directory}
              workspaceId={folder.workspaceId}
              save={save(field.id)}
              reason={reason ?? whyNot(field)}
            />
            {ask(field)}
          </div>
        ))}
      {asking && (
        <AskForm replica={replica} reason={asking.reason} onClose={() => setAsking(null)}>
          <AskValueDialog
            replica={replica}
            record={record}
            workspaceId={folder.workspaceId}
            field={asking.field}
            onClose={() => setAsking(null)}
          />
        </AskForm>
      )}
    </div>
  )
}

const HIDDEN = 'Contact details are hidden from you here. An Owner or Manager of the workspace sees them.'

type OneFieldProps = {
  field: Field
  value: FieldValue | undefined
  directory: Directory
  workspaceId: string
  save: (value: FieldValue) => void
  reason: string | undefined
}

function OneField({ field, value, directory, workspaceId, save, reason }: OneFieldProps) {
  if (field.type === 'choice')
    return (
      <ChoiceField
        label={field.name}
        choices={field.choices ?? []}
        value={typeof value === 'string' ? value : null}
        onChange={save}
        reason={reason}
      />
    )
  if (field.type === 'person')
    return (
      <Combobox
        label={field.name}
        options={personOptions(directory, workspaceId, value)}
        value={typeof value === 'string' ? directory.real(value) : null}
        onChange={save}
        reason={reason}
      />
    )
  const href = valueHref(field, value)
  return (
    <div class={href ? 'rec-fields__linked' : undefined}>
      <DraftField
        label={fieldLabel(field, directory)}
        {...inputKind(field)}
        stored={textOf(value)}
        read={(text) => typedValue(field, text)}
        save={save}
        reason={reason}
      />
      {href && <ValueLink field={field} href={href} />}
    </div>
  )
}

/** Somebody who left stays named until somebody else is chosen. */
function personOptions(directory: Directory, workspaceId: string, value: FieldValue | undefined) {
  const options = namedOptions(directory, workspaceId)
  if (typeof value !== 'string' || options.some((option) => option.id === directory.real(value)))
    return options
  return [...options, { id: directory.real(value), label: directory.nameOf(value) }]
}

function ValueLink({ field, href }: { field: Field; href: string }) {
  const [Icon, words] =
    field.type === 'email'
      ? [Mail, `Write to ${href.slice('mailto:'.length)}`]
      : field.type === 'phone'
        ? [Phone, `Call ${href.slice('tel:'.length)}`]
        : [ExternalLink, `Open ${field.name} in a new tab`]
  const elsewhere = field.type === 'text' ? { target: '_blank', rel: 'noopener noreferrer' } : {}
  return (
    <a
      class="ho-button ho-icon-button ho-button--quiet"
      href={href}
      aria-label={words}
      title={words}
      {...elsewhere}
    >
      <Icon />
    </a>
  )
}
