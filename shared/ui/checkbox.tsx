import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'
import './choice.css'

export type CheckboxProps = {
  label: ComponentChildren
  /** For tables, where the row says what it is. */
  hideLabel?: boolean
  checked: boolean
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean
  onChange: (checked: boolean) => void
  hint?: ComponentChildren
  error?: string | undefined
  reason?: string | undefined
  name?: string
  /** -1 where a list moves the focus itself. */
  tabIndex?: number
}

export function Checkbox(props: CheckboxProps) {
  const {
    label,
    hideLabel,
    checked,
    indeterminate = false,
    onChange,
    hint,
    error,
    reason,
    name,
    tabIndex,
  } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  })
  const describedBy = [error && `${id}-error`, reason && `${id}-reason`, hint && `${id}-hint`]
    .filter(Boolean)
    .join(' ')
  return (
    <div class={classNames('ho-choice', hideLabel && 'ho-choice--bare')}>
      <label class="ho-choice__line">
        <input
          ref={input}
          id={id}
          class="ho-choice__input ho-choice__input--check"
          type="checkbox"
          name={name}
          checked={checked}
          tabIndex={tabIndex}
          aria-disabled={reason ? true : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy || undefined}
          onClick={(event) => reason && event.preventDefault()}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span class={hideLabel ? 'ho-visually-hidden' : 'ho-choice__text'}>{label}</span>
      </label>
      {(hint || error || reason) && (
        <div class="ho-choice__notes">
          <FieldNotes id={id} hint={hint} error={error} reason={reason} />
        </div>
      )}
    </div>
  )
}
