import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'
import './choice.css'

export type RadioOption<V extends string> = {
  value: V
  label: string
  description?: ComponentChildren
  icon?: ComponentChildren
  /** Why it can't be chosen, and who may; shown in place of the description (ROLE-11). */
  reason?: string | undefined
}

export type RadioGroupProps<V extends string> = {
  label: string
  hideLabel?: boolean
  value: V | null
  onChange: (value: V) => void
  options: readonly RadioOption<V>[]
  hint?: ComponentChildren
  error?: string | undefined
  /** Side by side where there is room. */
  columns?: boolean
}

/** One of a few, each a card with its consequence spelled out. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { label, hideLabel, value, onChange, options, hint, error, columns } = props
  const id = useId()
  return (
    <fieldset
      class="ho-field"
      aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
    >
      <legend class={hideLabel ? 'ho-visually-hidden' : 'ho-radio-group__legend'}>{label}</legend>
      <div class={classNames('ho-radio-group', columns && 'ho-radio-group--columns')}>
        {options.map((option) => {
          const note = option.reason ?? option.description
          const noteId = `${id}-${option.value}`
          return (
            <label key={option.value} class="ho-radio-card">
              <input
                class="ho-choice__input ho-choice__input--radio"
                type="radio"
                name={id}
                value={option.value}
                checked={option.value === value}
                aria-disabled={option.reason ? true : undefined}
                aria-labelledby={`${noteId}-label`}
                aria-describedby={note ? noteId : undefined}
                onClick={(event) => option.reason && event.preventDefault()}
                onChange={() => onChange(option.value)}
              />
              <span class="ho-radio-card__text">
                <span class="ho-radio-card__label" id={`${noteId}-label`}>
                  {option.label}
                </span>
                {note && (
                  <span class="ho-radio-card__note" id={noteId}>
                    {note}
                  </span>
                )}
              </span>
              {option.icon && <span class="ho-radio-card__icon">{option.icon}</span>}
            </label>
          )
        })}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  )
}
