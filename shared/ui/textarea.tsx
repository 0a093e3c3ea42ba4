import { Field, type FieldProps } from './field.tsx'
import './textarea.css'

export type TextareaProps = FieldProps & {
  value: string
  onInput: (value: string) => void
  /** When it is left, and the value differs. */
  onCommit?: (value: string) => void
  /** Lines shown when empty; it grows with the text up to twelve. */
  rows?: number
  name?: string
  placeholder?: string
  maxLength?: number
  spellcheck?: boolean
}

export function Textarea({
  value,
  onInput,
  onCommit,
  rows = 3,
  name,
  placeholder,
  maxLength,
  spellcheck,
  ...field
}: TextareaProps) {
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          class="ho-input ho-textarea"
          dir="auto"
          rows={rows}
          name={name}
          placeholder={placeholder}
          maxLength={maxLength}
          spellcheck={spellcheck}
          value={value}
          readOnly={Boolean(field.reason)}
          aria-disabled={field.reason ? true : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
          onChange={onCommit && ((event) => onCommit(event.currentTarget.value))}
        />
      )}
    </Field>
  )
}
