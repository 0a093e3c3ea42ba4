import { PEOPLE_FIELDS, type PeopleField } from '../../shared/domain/import/people-columns.ts'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import { PlacesInput } from '../../shared/flows/people/places-input.tsx'
import { roleName } from '../../shared/flows/people/words.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Select } from '../../shared/ui/select.tsx'
import type { FileRead } from '../import/reader-messages.ts'
import type { PeopleImport } from './use-people-import.ts'

const LABELS: Record<PeopleField, string> = {
  email: 'Email address',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  role: 'Role',
  workspaces: 'Workspaces',
  level: 'Level',
  userName: 'User name',
  number: 'Number',
  position: 'Position',
  phone: 'Phone',
}
const NONE = ''

/** Which column says what, guessed and to be changed; and what counts for rows that say nothing. */
export function PeopleColumns(props: {
  replica: Replica
  table: FileRead
  state: PeopleImport
  put: (part: Partial<PeopleImport>) => void
}) {
  const { replica, table, state, put } = props
  const { mapping, role, places } = state
  if (!mapping) return null
  const [sample] = table.sample
  const options = [
    { value: NONE, label: 'not in the file' },
    ...table.header.map((name, index) => {
      const cell = sample?.cells[index]?.trim().slice(0, 30)
      return { value: String(index), label: cell ? `${name} (${cell})` : name }
    }),
  ]
  return (
    <>
      <Card title="Columns" subtitle="Guessed from the file. Choose another one where it is wrong.">
        <div class="imp-roles">
          {PEOPLE_FIELDS.map((field) => (
            <Select
              key={field}
              label={LABELS[field]}
              required={field === 'email'}
              value={mapping[field] === null ? NONE : String(mapping[field])}
              onChange={(value) =>
                put({ mapping: { ...mapping, [field]: value === NONE ? null : Number(value) } })
              }
              options={options}
            />
          ))}
        </div>
      </Card>
      <Card title="Where a row says nothing">
        <Stack gap={4}>
          <Select<Role>
            label="Role in the organization"
            value={role}
            onChange={(next) => put({ role: next })}
            options={ROLES.map((value) => ({ value, label: roleName(value) })).toReversed()}
          />
          <PlacesInput
            directory={replica.directory.value}
            places={places}
            onChange={(next) => put({ places: next })}
          />
        </Stack>
      </Card>
    </>
  )
}
