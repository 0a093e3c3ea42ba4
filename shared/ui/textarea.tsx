import { Field, type FieldProps } from './field.tsx'
import { useAutoFocus } from './use-auto-focus.ts'
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
  autoFocus?: boolean
  inputMode?: 'text' | 'email'
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
  autoFocus,
  inputMode,
  ...field
}: TextareaProps) {
  const ref = useAutoFocus<HTMLTextAreaElement>(autoFocus, undefined)
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          ref={ref}
          class="ho-input ho-textarea"
          dir="auto"
          rows={rows}
          name={name}
          placeholder={placeholder}
          maxLength={maxLength}
          spellcheck={spellcheck}
          autoFocus={autoFocus}
          inputMode={inputMode}
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
