import type { Field } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { ChoiceField } from './choice-field.tsx'
import { namedOptions } from './people-options.ts'

export type ValueInputProps = {
  field: Field
  directory: Directory
  workspaceId: string
  /** What is typed; for choices and people the value itself. */
  text: string
  error: string | undefined
  onInput: (text: string) => void
}

/** The input of one field in a form that is saved as a whole. */
export function ValueInput({ field, directory, workspaceId, text, error, onInput }: ValueInputProps) {
  if (field.type === 'choice')
    return (
      <ChoiceField
        label={field.name}
        choices={field.choices ?? []}
        value={text || null}
        onChange={(value) => onInput(value ?? '')}
      />
    )
  if (field.type === 'person')
    return (
      <Combobox
        label={field.name}
        options={namedOptions(directory, workspaceId)}
        value={text || null}
        onChange={(id) => onInput(id ?? '')}
      />
    )
  return (
    <TextInput
      label={fieldLabel(field, directory)}
      {...inputKind(field)}
      value={text}
      error={error}
      onInput={onInput}
    />
  )
}

/** The keyboard and picker for a field's type. */
export function inputKind({ type }: Field): {
  type?: 'date' | 'tel'
  inputMode?: 'decimal' | 'email' | 'tel'
} {
  if (type === 'date') return { type: 'date' }
  if (type === 'phone') return { type: 'tel', inputMode: 'tel' }
  if (type === 'email') return { inputMode: 'email' }
  return type === 'number' || type === 'money' ? { inputMode: 'decimal' } : {}
}

/** "Freight (EUR)" */
export function fieldLabel(field: Field, directory: Directory): string {
  const currency = directory.about?.currency
  return field.type === 'money' && currency ? `${field.name} (${currency})` : field.name
}
