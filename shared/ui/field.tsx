import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { CircleAlert, Lock } from 'lucide-preact'
import { classNames } from './class-names.ts'
import './field.css'

/** What every input of this folder takes beside its own props. */
export type FieldProps = {
  label: string
  /** Keeps the label for screen readers only; use where the place itself says what it is. */
  hideLabel?: boolean
  hint?: ComponentChildren
  /** What is wrong and how to put it right, in one sentence. */
  error?: string | undefined
  required?: boolean
  /** Why it can't be changed, and who may (ROLE-11). Stays focusable and readable. */
  reason?: string | undefined
}

/** To be spread on the control inside a Field. */
export type FieldControlProps = {
  id: string
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

/** Label, hint and error around one control of your own; the inputs of this folder use it themselves. */
export function Field(props: FieldProps & { children: (control: FieldControlProps) => ComponentChildren }) {
  const { label, hideLabel, hint, error, required, reason, children } = props
  const id = useId()
  const describedBy = [error && `${id}-error`, reason && `${id}-reason`, hint && `${id}-hint`]
    .filter(Boolean)
    .join(' ')
  return (
    <div class={classNames('ho-field', error && 'ho-field--invalid')}>
      <label for={id} class={hideLabel ? 'ho-visually-hidden' : 'ho-field__label'}>
        {label}
        {required && (
          <span class="ho-field__required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        required: required || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': describedBy || undefined,
      })}
      <FieldNotes id={id} hint={hint} error={error} reason={reason} />
    </div>
  )
}

/** The lines under a control; `id` is the control's. */
export function FieldNotes({
  id,
  hint,
  error,
  reason,
}: Pick<FieldProps, 'hint' | 'error' | 'reason'> & { id: string }) {
  return (
    <>
      {error && (
        <p class="ho-field__error" id={`${id}-error`} role="alert">
          <CircleAlert />
          <span>{error}</span>
        </p>
      )}
      {reason && (
        <p class="ho-field__note" id={`${id}-reason`}>
          <Lock />
          <span>{reason}</span>
        </p>
      )}
      {hint && (
        <p class="ho-field__note" id={`${id}-hint`}>
          <span>{hint}</span>
        </p>
      )}
    </>
  )
}
