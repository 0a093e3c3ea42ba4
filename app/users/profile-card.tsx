import { RoleDialog } from './role-dialog.tsx'
import { Pencil } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { isAdmin } from '../../shared/domain/policy/column.ts'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Session } from '../../shared/replica/session.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { StatusBadge } from '../../shared/ui/status-badge.tsx'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { roleName } from '../../shared/flows/people/words.ts'
import { PhotoInput } from '../people/photo-input.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { ProfileDialog } from './profile-dialog.tsx'
import { SharedChoice } from './shared-choice.tsx'
import { useSignIns } from './use-sign-ins.ts'
import { AskForm } from '../requests/ask-form.tsx'

/** Who somebody is: photo, names, address, role, state, and what else an Admin wrote down (USR-3). */
export function ProfileCard(props: { replica: Replica; session: Session; person: Person }) {
  const { replica, session, person } = props
  const signIns = useSignIns(session, replica)
  const former = [...(person.formerNames ?? []), ...(person.formerly ?? [])]
  const directory = replica.directory.value
  const standing = directory.standing(person.id)
  const target = standing ? { user: standing } : {}
  // Either right is enough: everybody may change their own name.
  const erased = person.state === 'erased'
  const mayNot = whyNot(directory, 'edit own name', target) && whyNot(directory, 'edit a profile', target)
  const [editing, setEditing] = useState(false)
  const online = replica.presence.online.value.has(person.id)
  const owner = directory.organization?.ownerUserId === person.id
  const time = (iso: string | null | undefined) => iso && <RelativeTime at={Date.parse(iso)} />
  return (
    <Card
      title="Profile"
      actions={
        !erased && (
          <Button
            variant="quiet"
            size="s"
            icon={<Pencil />}
            reason={mayNot}
            ask={() => setEditing(true)}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
        )
      }
    >
      <Stack>
        {!erased && <PhotoInput replica={replica} person={person} reason={mayNot} />}
        <KeyValue
          items={[
            { label: 'Name', value: <bdi>{person.name}</bdi> },
            ...given('User name', person.userName && <bdi>@{person.userName}</bdi>),
            ...given('Position', person.position),
            ...given('Number', person.number),
            ...given(
              'Phone',
              person.phone && <a href={`tel:${person.phone.replace(/[^+\d]/g, '')}`}>{person.phone}</a>,
            ),
            ...given(
              'Postal address',
              person.postalAddress && <span class="user-lines">{person.postalAddress}</span>,
            ),
            ...given('Currency', person.currency),
            {
              label: 'Address',
              value: erased
                ? 'Erased'
                : (person.email ?? <span class="user-muted">You may see the name only</span>),
            },
            ...(former.length > 0 ? [{ label: 'Formerly', value: <bdi>{former.join(', ')}</bdi> }] : []),
            { label: 'State', value: <StatusBadge status={person.state} /> },
            ...given(
              'Used by',
              standing && !erased && <SharedChoice replica={replica} user={standing.user} />,
            ),
            ...(standing && !erased
              ? [
                  { label: 'Role', value: <RoleSelect replica={replica} userId={person.id} /> },
                  ...(owner ? [{ label: 'Account', value: 'Account owner' }] : []),
                  { label: 'Joined', value: time(person.joinedAt) },
                  { label: 'Last active', value: online ? 'now' : time(person.lastActiveAt) },
                  ...given('Last sign-in', time(signIns.get(person.id))),
                ]
              : []),
            ...(person.leftAt ? [{ label: 'Left', value: time(person.leftAt) }] : []),
          ]}
        />
      </Stack>
      {editing && (
        <AskForm replica={replica} reason={mayNot} onClose={() => setEditing(false)}>
          <ProfileDialog replica={replica} person={person} onClose={() => setEditing(false)} />
        </AskForm>
      )}
    </Card>
  )
}

/** A line of the list, where there is something to say. */
const given = (label: string, value: ComponentChildren) => (value ? [{ label, value }] : [])

/** Changing it counts at once; the toast takes it back (ROLE-1, ROLE-4, ROLE-5). */
function RoleSelect({ replica, userId }: { replica: Replica; userId: string }) {
  const dispatch = useDispatch(replica)
  const directory = replica.directory.value
  const user = directory.standing(userId)
  const [asks, setAsks] = useState(false)
  if (!user) return null
  const reasonFor = (role: Role) =>
    user.user.shared && isAdmin({ role })
      ? 'Several people use this account, so it can’t be Admin.'
      : whyNot(directory, 'change roles', { user, role })
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
    <>
      <Select<Role>
        label={`Role of ${personName(user.user)}`}
        hideLabel
        value={user.user.role}
        reason={reason}
        onChange={(role) => void change(role)}
        options={ROLES.map((role) => ({
          value: role,
          label: roleName(role),
          reason:
            role === user.user.role || reason
              ? undefined
              : user.user.shared && isAdmin({ role })
                ? 'not for a shared account'
                : reasonFor(role) && 'not yours to give',
        }))}
      />
      {reason && !user.user.shared && (
        <Button size="s" variant="quiet" onClick={() => setAsks(true)}>
          Ask for another role
        </Button>
      )}
      {asks && (
        <AskForm replica={replica} reason={reason} onClose={() => setAsks(false)}>
          <RoleDialog
            title={`Role of ${personName(user.user)}`}
            role={user.user.role}
            onClose={() => setAsks(false)}
            onRole={(role) => void dispatch('user.set-role', { userId, role })}
          />
        </AskForm>
      )}
    </>
  )
}
