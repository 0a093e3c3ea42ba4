import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { link } from '../link.ts'
import type { AddressCheck } from '../../shared/flows/people/check-address.ts'
import { personName } from '../../shared/flows/people/person-name.ts'

export interface AddressNoteProps {
  directory: Directory
  check: AddressCheck
  /** A link was followed: close what is over the page. */
  onLeave: () => void
}

/** What to know about an address before inviting it: who it is here already, and the right next step (INV-8, INV-9, INV-12). */
export function AddressNote({ check, onLeave }: AddressNoteProps) {
  if (check.is === 'known') return <KnownNote person={check.person} onLeave={onLeave} />
  if (check.is === 'former')
    return (
      <Banner tone="warning" action={open(check.person, 'Open the page', onLeave)} announce>
        This was the address of {personName(check.person)} before, who now uses {check.person.email}.
      </Banner>
    )
  if (check.is !== 'new') return null
  return (
    <>
      {check.twin && (
        <Banner tone="warning" action={open(check.twin, 'Open the page', onLeave)} announce>
          Looks like {check.twin.email} ({personName(check.twin)}): Gmail ignores dots and everything after a
          plus, so both may be one mailbox.
        </Banner>
      )}
      {check.shared && (
        <Banner tone="warning" announce>
          This looks like a mailbox that several people read. Whoever reads it can accept the invitation.
        </Banner>
      )}
    </>
  )
}

function KnownNote({ person, onLeave }: { person: Person; onLeave: () => void }) {
  const name = personName(person)
  if (person.state === 'pending')
    return (
      <Banner action={open(person, 'Open, to send again', onLeave)} announce>
        {name} is invited already and has not accepted yet.
      </Banner>
    )
  if (person.state === 'deactivated')
    return (
      <Banner action={open(person, 'Open, to restore', onLeave)} announce>
        {name} was here before and left. Restore them instead of inviting again: they keep their history.
      </Banner>
    )
  return (
    <Banner action={open(person, 'Open the page', onLeave)} announce>
      This address already belongs to {name}. On their page you can change their role and workspaces.
    </Banner>
  )
}

const open = (person: Person, label: string, onLeave: () => void) => (
  <LinkButton size="s" href={link.user(person.id)} onClick={onLeave}>
    {label}
  </LinkButton>
)
