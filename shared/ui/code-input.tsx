import type { Ref } from 'preact'
import { Field, type FieldProps } from './field.tsx'
import { autoFocusAttribute, useAutoFocus } from './use-auto-focus.ts'
import './code-input.css'

export type CodeInputProps = FieldProps & {
  /** Digits only. */
  value: string
  onInput: (digits: string) => void
  /** Once, when the last digit is in, so that a form can go on by itself. */
  onComplete?: (digits: string) => void
  length?: number
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
}

/** The digits of a pasted or typed text, cut to `length`: `'Your code: 1234 5678'` → `'12345678'`. */
export function digitsOf(text: string, length: number): string {
  return text.replace(/\D/g, '').slice(0, length)
}

/** A sign-in code: one input, so that pasting, autofill and screen readers simply work. */
export function CodeInput({
  value,
  onInput,
  onComplete,
  length = 8,
  autoFocus,
  inputRef,
  ...field
}: CodeInputProps) {
  const ref = useAutoFocus(autoFocus, inputRef)
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          ref={ref}
          class="ho-input ho-code-input"
          type="text"
          dir="ltr"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus={autoFocusAttribute(autoFocus)}
          spellcheck={false}
          placeholder={'•'.repeat(length)}
          size={length}
          value={value}
          readOnly={Boolean(field.reason)}
          aria-disabled={field.reason ? true : undefined}
          onInput={(event) => {
            const digits = digitsOf(event.currentTarget.value, length)
            event.currentTarget.value = digits // no maxlength: it would cut a pasted "1234 5678" before the space is gone
            if (digits === value) return
            onInput(digits)
            if (digits.length === length) onComplete?.(digits)
          }}
        />
      )}
    </Field>
  )
}
