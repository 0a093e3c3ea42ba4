import type { Ref } from 'preact'
import { Field, type FieldProps } from './field.tsx'
import { autoFocusAttribute, useAutoFocus } from './use-auto-focus.ts'

export type TextInputProps = FieldProps & {
  value: string
  /** At each keystroke. */
  onInput: (value: string) => void
  /** When it is left or Enter is pressed, and the value differs. */
  onCommit?: (value: string) => void
  type?: 'text' | 'tel' | 'url' | 'number' | 'date' | 'time' | 'datetime-local'
  name?: string
  placeholder?: string
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url'
  maxLength?: number
  min?: string
  max?: string
  autoFocus?: boolean
  spellcheck?: boolean
  inputRef?: Ref<HTMLInputElement>
}

export function TextInput(props: TextInputProps) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    reason,
    value,
    onInput,
    onCommit,
    inputRef,
    type = 'text',
    ...rest
  } = props
  const ref = useAutoFocus(rest.autoFocus, inputRef)
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} required={required} reason={reason}>
      {(control) => (
        <input
          {...rest}
          {...control}
          autoFocus={autoFocusAttribute(rest.autoFocus)}
          ref={ref}
          class="ho-input"
          type={type as 'text'} // the JSX types know each kind, but no union of them
          dir="auto"
          value={value}
          readOnly={Boolean(reason)}
          aria-disabled={reason ? true : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
          onChange={onCommit && ((event) => onCommit(event.currentTarget.value))}
        />
      )}
    </Field>
  )
}
