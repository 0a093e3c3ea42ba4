import type { Afterwards } from '../domain/model/handover.ts'
import type { Replica } from '../replica/replica.ts'
import { RadioGroup } from '../ui/radio-group.tsx'

/** What becomes of the person (HAND-11); what I may not do says why (ROLE-11). */
export function AfterwardsChoice(props: {
  replica: Replica
  userId: string
  value: Afterwards
  onChange: (value: Afterwards) => void
}) {
  const directory = props.replica.directory.value
  const user = directory.standing(props.userId)
  const name = directory.nameOf(props.userId)
  const reason = directory.can('block, deactivate, restore', { ...(user && { user }) })?.message
  const left = user?.user.state === 'deactivated'
  return (
    <RadioGroup<Afterwards>
      label={`What becomes of ${name}`}
      columns
      value={props.value}
      onChange={props.onChange}
      options={[
        {
          value: 'stay',
          label: left ? 'Stays deactivated' : 'Stays',
          description: 'Goes on working, with new items of their own.',
        },
        {
          value: 'block',
          label: 'Is blocked',
          description: 'Cannot sign in. Keeps everything else and costs a seat.',
          reason: left ? `${name} has left already.` : reason,
        },
        {
          value: 'deactivate',
          label: 'Leaves',
          description: 'Is signed out everywhere. The seat is free from today.',
          reason: left ? `${name} has left already.` : reason,
        },
      ]}
    />
  )
}
