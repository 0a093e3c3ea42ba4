import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'

/** Who takes over what somebody looked after. `missing`: the form was sent without one. */
export function ReceiverInput(props: {
  receivers: readonly Person[]
  value: string | null
  onChange: (userId: string | null) => void
  missing: boolean
}) {
  return (
    <Combobox
      label="Who takes over"
      required
      value={props.value}
      onChange={props.onChange}
      placeholder="Name or address"
      error={props.missing ? 'Choose who takes over.' : undefined}
      options={props.receivers.map((person) => ({
        id: person.id,
        label: personName(person),
        detail: person.email ?? '',
      }))}
    />
  )
}
