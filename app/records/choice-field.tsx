import { Select } from '../../shared/ui/select.tsx'

export type ChoiceFieldProps = {
  label: string
  choices: readonly string[]
  value: string | null
  onChange: (value: string | null) => void
  reason?: string | undefined
  hideLabel?: boolean
}

/** One of a field's choices, or none. A value that is no choice any more is shown all the same. */
export function ChoiceField({ label, choices, value, onChange, ...rest }: ChoiceFieldProps) {
  const all = value === null || choices.includes(value) ? choices : [value, ...choices]
  // By place, so that no choice can be taken for "none".
  const key = value === null ? 'none' : `c${all.indexOf(value)}`
  return (
    <Select
      {...rest}
      label={label}
      value={key}
      onChange={(chosen) => onChange(chosen === 'none' ? null : (all[Number(chosen.slice(1))] ?? null))}
      options={[
        { value: 'none', label: '–' },
        ...all.map((choice, index) => ({ value: `c${index}`, label: choice })),
      ]}
    />
  )
}
