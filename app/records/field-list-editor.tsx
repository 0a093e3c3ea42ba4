import { Plus, Trash2 } from 'lucide-preact'
import { FIELD_TYPES, type FieldType } from '../../shared/domain/model/folder.ts'
import { Button } from '../../shared/ui/button.tsx'
import { IconButton } from '../../shared/ui/icon-button.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { emptyField, type FieldDraft } from './field-draft.ts'
import './fields-editor.css'

export const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'Text',
  number: 'Number',
  money: 'Money',
  date: 'Date',
  choice: 'Choice',
  email: 'Email address',
  phone: 'Phone number',
  person: 'Person',
}

export type FieldListEditorProps = {
  fields: readonly FieldDraft[]
  onChange: (fields: readonly FieldDraft[]) => void
  /** Says what is missing, once somebody tried to go on. */
  showErrors: boolean
}

/** New fields of a folder: name, type, and for a choice its values. */
export function FieldListEditor({ fields, onChange, showErrors }: FieldListEditorProps) {
  const put = (index: number, part: Partial<FieldDraft>) =>
    onChange(fields.map((field, i) => (i === index ? { ...field, ...part } : field)))
  return (
    <div class="rec-fields-editor">
      {fields.map((field, index) => (
        <div
          key={field.key}
          class="rec-fields-editor__field"
          role="group"
          aria-label={field.name || `Field ${index + 1}`}
        >
          <TextInput
            label="Field name"
            value={field.name}
            maxLength={120}
            onInput={(name) => put(index, { name })}
            error={showErrors && field.name.trim() === '' ? 'Give it a name, or remove it.' : undefined}
          />
          <Select
            label="Type"
            value={field.type}
            onChange={(type) => put(index, { type })}
            options={FIELD_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
          />
          <span class="rec-fields-editor__remove">
            <IconButton
              label={`Remove ${field.name || 'this field'}`}
              icon={<Trash2 />}
              onClick={() => onChange(fields.filter((_, i) => i !== index))}
            />
          </span>
          {field.type === 'choice' && (
            <div class="rec-fields-editor__choices">
              <Textarea
                label="Choices, one a line"
                rows={3}
                value={field.choices}
                onInput={(choices) => put(index, { choices })}
                error={
                  showErrors && field.choices.trim() === ''
                    ? 'A choice needs something to choose from.'
                    : undefined
                }
              />
            </div>
          )}
        </div>
      ))}
      <span>
        <Button size="s" icon={<Plus />} onClick={() => onChange([...fields, emptyField(fields)])}>
          Add a field
        </Button>
      </span>
    </div>
  )
}
