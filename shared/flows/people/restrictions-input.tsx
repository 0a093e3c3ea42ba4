import { type Level, type Restriction, RESTRICTIONS } from '../../domain/model/membership.ts'
import { fitsLevel } from '../../domain/policy/column.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { RESTRICTION_WORDS } from './words.ts'

export const fittingRestrictions = (level: Level): Restriction[] =>
  RESTRICTIONS.filter((restriction) => fitsLevel(restriction, level))

/** What somebody may not do in a workspace in spite of their level (ROLE-10). Nothing for Owners, who have no restrictions. */
export function RestrictionsInput(props: {
  /** Who or where it is about, where several stand on one screen. */
  of?: string
  level: Level
  value: readonly Restriction[]
  onChange: (value: readonly Restriction[]) => void
}) {
  const { of, level, value, onChange } = props
  const fitting = fittingRestrictions(level)
  if (fitting.length === 0) return null
  return (
    <fieldset class="ho-field">
      <legend class={of ? 'ho-visually-hidden' : 'ho-field__label'}>
        {of ? `Restrictions in ${of}` : 'Restrictions'}
      </legend>
      {fitting.map((id) => (
        <Checkbox
          key={id}
          label={RESTRICTION_WORDS[id]}
          checked={value.includes(id)}
          onChange={(on) => onChange(on ? [...value, id] : value.filter((r) => r !== id))}
        />
      ))}
    </fieldset>
  )
}
