import { Pencil } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import type { Person } from '../../shared/replica/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { StatusBadge } from '../../shared/ui/status-badge.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { roleName } from '../../shared/flows/people/words.ts'
import { useDispatch } from '../use-dispatch.ts'

/** Name, address, role, state. */
export function ProfileCard({ replica, person }: { replica: Replica; person: Person }) {
  const directory = replica.directory.value
  const standing = directory.standing(person.id)
  const target = standing ? { user: standing } : {}
  // Either right is enough: everybody may change their own name.
  const mayNot = whyNot(directory, 'edit own name', target) && whyNot(directory, 'edit a profile', target)
  const [editing, setEditing] = useState(false)
  const online = replica.presence.online.value.has(person.id)
  const owner = directory.organization?.ownerUserId === person.id
  const time = (iso: string | null | undefined) => iso && <RelativeTime at={Date.parse(iso)} />
  return (
    <Card
      title="Profile"
      actions={
        !editing && (
          <Button variant="quiet" size="s" icon={<Pencil />} reason={mayNot} onClick={() => setEditing(true)}>
            Change the name
          </Button>
        )
      }
    >
      <Stack>
        {editing && <NameForm replica={replica} person={person} onClose={() => setEditing(false)} />}
        <KeyValue
          items={[
            ...(editing ? [] : [{ label: 'Name', value: person.name }]),
            {
              label: 'Address',
              value: person.email ?? <span class="user-muted">You may see the name only</span>,
            },
            ...(person.formerly?.length
              ? [{ label: 'Formerly', value: <bdi>{person.formerly.join(', ')}</bdi> }]
              : []),
            { label: 'State', value: <StatusBadge status={person.state} /> },
            ...(standing
              ? [
                  { label: 'Role', value: <RoleSelect replica={replica} userId={person.id} /> },
                  ...(owner ? [{ label: 'Account', value: 'Account owner' }] : []),
                  { label: 'Joined', value: time(person.joinedAt) },
                  { label: 'Last active', value: online ? 'now' : time(person.lastActiveAt) },
                ]
              : []),
            ...(person.leftAt ? [{ label: 'Left', value: time(person.leftAt) }] : []),
          ]}
        />
      </Stack>
    </Card>
  )
}

function NameForm({ replica, person, onClose }: { replica: Replica; person: Person; onClose: () => void }) {
  const dispatch = useDispatch(replica)
  const [name, setName] = useState(person.name)
  const [error, setError] = useState<string>()
  const submit = async () => {
    if (!name.trim()) return setError('Enter a name.')
    if (name.trim() !== person.name) {
      const before = person.name
      const rename = (to: string) => dispatch('user.rename', { userId: person.id, name: to })
      const undo = before ? { label: 'Undo', onAction: () => void rename(before) } : undefined
      if (
        !(await dispatch(
          'user.rename',
          { userId: person.id, name: name.trim() },
          'The name was changed.',
          undo,
        ))
      )
        return
    }
    onClose()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap={3}>
        <TextInput
          label="Name"
          required
          autoFocus
          maxLength={120}
          autoComplete="off"
          value={name}
          error={error}
          onInput={setName}
        />
        <Inline>
          <Button type="submit" variant="primary">
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Inline>
      </Stack>
    </form>
  )
}

/** Changing it counts at once; the toast takes it back (ROLE-1, ROLE-4, ROLE-5). */
function RoleSelect({ replica, userId }: { replica: Replica; userId: string }) {
  const dispatch = useDispatch(replica)
  const directory = replica.directory.value
  const user = directory.standing(userId)
  if (!user) return null
  const reasonFor = (role: Role) => whyNot(directory, 'change roles', { user, role })
  const reasons = ROLES.filter((role) => role !== user.user.role).map(reasonFor)
  const reason = reasons.every(Boolean) ? reasons[0] : undefined
  const change = async (role: Role) => {
    const before = user.user.role
    await dispatch('user.set-role', { userId, role }, `${personName(user.user)} is ${roleName(role)} now.`, {
      label: 'Undo',
      onAction: () => void dispatch('user.set-role', { userId, role: before }),
    })
  }
  return (
    <Select<Role>
      label={`Role of ${personName(user.user)}`}
      hideLabel
      value={user.user.role}
      reason={reason}
      onChange={(role) => void change(role)}
      options={ROLES.map((role) => ({
        value: role,
        label: roleName(role),
        reason: role === user.user.role || reason ? undefined : reasonFor(role) && 'not yours to give',
      }))}
    />
  )
}
