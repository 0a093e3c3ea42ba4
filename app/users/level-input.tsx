import { type Level, LEVELS } from '../../shared/domain/model/membership.ts'
import { LEVEL_MEANINGS, LEVEL_NAMES } from '../../shared/flows/people/words.ts'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'

/** One level of a workspace; those that may not be given say why (ROLE-2). */
export function LevelInput(props: {
  value: Level
  onChange: (level: Level) => void
  whyNot: (level: Level) => string | undefined
}) {
  return (
    <RadioGroup<Level>
      label="Level"
      value={props.value}
      onChange={props.onChange}
      options={LEVELS.map((value) => ({
        value,
        label: LEVEL_NAMES[value],
        description: LEVEL_MEANINGS[value],
        reason: props.whyNot(value),
      }))}
    />
  )
}
