import { emailSchema } from '../../shared/domain/model/email.ts'
import type { OwnerChoice } from '../../shared/domain/import/owners.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import type { ComboboxOption } from '../../shared/ui/combobox-match.ts'
import { EmailInput } from '../../shared/ui/email-input.tsx'

export type OwnerChoiceInputProps = {
  directory: Directory
  workspaceId: string
  label: string
  hideLabel?: boolean
  /** As it stands in the file; an address is proposed for an invitation. */
  value: string
  choice: OwnerChoice
  /** Under what name nobody's items are kept. */
  labelled: string
  onChange: (choice: OwnerChoice) => void
}

const NOBODY = 'nobody'
const INVITE = 'invite'

/** A person, somebody to invite, or nobody yet. */
export function OwnerChoiceInput(props: OwnerChoiceInputProps) {
  const { directory, workspaceId, label, hideLabel, value, choice, labelled, onChange } = props
  const options = [
    {
      id: NOBODY,
      label: `Nobody yet: ${labelled}`,
      detail: 'Kept under this name; can be handed over later',
    },
    {
      id: INVITE,
      label: 'Invite somebody…',
      detail: 'By address',
      reason: inviteProblem(directory, workspaceId),
    },
    ...personOptions(directory, workspaceId),
  ]
  const chosen =
    choice.kind === 'user' ? directory.real(choice.userId) : choice.kind === 'invite' ? INVITE : NOBODY
  return (
    <div class="imp-choice">
      <Combobox
        label={label}
        hideLabel={hideLabel ?? false}
        kind="plain"
        required
        options={options}
        value={chosen}
        onChange={(id) => {
          if (id === null) return
          if (id === NOBODY) onChange({ kind: 'nobody', label: labelled.slice(0, 200) })
          else if (id === INVITE)
            onChange({ kind: 'invite', email: emailSchema.safeParse(value).success ? value : '' })
          else onChange({ kind: 'user', userId: id })
        }}
      />
      {choice.kind === 'invite' && (
        <EmailInput
          label={`Address of ${labelled}`}
          hideLabel
          autoComplete="off"
          value={choice.email}
          onInput={(email) => onChange({ kind: 'invite', email })}
        />
      )}
    </div>
  )
}

/** Who works in the workspace first; others with what happens to them, or why they can't be chosen. */
function personOptions(directory: Directory, workspaceId: string): ComboboxOption[] {
  const people = directory.users.filter((user) => user.state !== 'deactivated' && user.state !== 'erased')
  const options = people.map((person) => personOption(directory, workspaceId, person))
  return [...options.filter((option) => !option.reason), ...options.filter((option) => option.reason)]
}

function personOption(directory: Directory, workspaceId: string, person: Person): ComboboxOption {
  const { id, name, email, state } = person
  const label = name || email || 'Somebody'
  const isHere = directory.homeOf(id, workspaceId) !== null || id === directory.data.userId
  const about = [name ? email : undefined, state === 'pending' ? 'invited' : undefined]
  if (isHere) {
    const detail = about.filter(Boolean).join(' · ')
    return { id, label, ...(detail && { detail }), reason: state === 'blocked' ? 'blocked' : undefined }
  }
  const user = directory.standing(id)
  const target = { workspaceId, level: 'agent' as const, ...(user && { user }) }
  const refusal = directory.can('put in or out of a workspace', target) ?? directory.can('set level', target)
  return {
    id,
    label,
    detail: [...about, 'is added to this workspace as Agent'].filter(Boolean).join(' · '),
    reason: refusal ? 'does not work in this workspace' : state === 'blocked' ? 'blocked' : undefined,
  }
}

function inviteProblem(directory: Directory, workspaceId: string): string | undefined {
  const refusal = directory.can('add a member', {
    workspaceId,
    role: 'member',
    level: 'agent',
    ownersAddSeats: directory.organization?.ownersAddSeats ?? false,
  })
  return refusal?.message
}
