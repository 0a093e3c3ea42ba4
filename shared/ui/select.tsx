import { ChevronDown } from 'lucide-preact'
import { Field, type FieldProps } from './field.tsx'
import './select.css'

export type SelectOption<V extends string> = {
  value: V
  label: string
  /** Why it can't be chosen; added to its label (ROLE-11). */
  reason?: string | undefined
}

export type SelectProps<V extends string> = FieldProps & {
  value: V | ''
  onChange: (value: V) => void
  options: readonly (SelectOption<V> | { group: string; options: readonly SelectOption<V>[] })[]
  /** Shown while nothing is chosen. */
  placeholder?: string
  name?: string
}

export function Select<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  name,
  ...field
}: SelectProps<V>) {
  // Where "nothing" is an answer of its own ("not in the file"), that option says so.
  const hasEmpty = options.some((entry) => 'value' in entry && entry.value === '')
  return (
    <Field {...field}>
      {(control) => (
        <span class="ho-select">
          <select
            {...control}
            class="ho-input ho-select__control"
            name={name}
            value={value}
            aria-disabled={field.reason ? true : undefined}
            // a select has no readonly: not opening is what keeps it focusable and unchanged
            onMouseDown={(event) => field.reason && event.preventDefault()}
            onKeyDown={(event) => field.reason && event.key !== 'Tab' && event.preventDefault()}
            onChange={(event) => onChange(event.currentTarget.value as V)}
          >
            {(placeholder !== undefined || (value === '' && !hasEmpty)) && (
              <option value="" disabled={value !== ''} hidden={value !== ''}>
                {placeholder ?? 'Choose…'}
              </option>
            )}
            {options.map((entry) =>
              'group' in entry ? (
                <optgroup key={entry.group} label={entry.group}>
                  {entry.options.map(option)}
                </optgroup>
              ) : (
                option(entry)
              ),
            )}
          </select>
          <ChevronDown class="ho-select__arrow" />
        </span>
      )}
    </Field>
  )
}

function option({ value, label, reason }: SelectOption<string>) {
  return (
    <option key={value} value={value} disabled={Boolean(reason)}>
      {reason ? `${label} (${reason})` : label}
    </option>
  )
}
