import { FormPurposeContext } from '../ui/form-purpose.ts'
import { AskForMore, usePreparing } from './prepare-request.tsx'
import { useContext, useState } from 'preact/hooks'
import { type Role, ROLES } from '../domain/model/user.ts'
import { isAdmin } from '../domain/policy/column.ts'
import type { Person } from '../replica/directory/directory.ts'
import type { Replica } from '../replica/replica.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmailInput } from '../ui/email-input.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { seatLine, seatRoom } from './billing/seat-words.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { type AddressCheck, checkAddress } from './people/check-address.ts'
import { whyNotInvite } from './people/may.ts'
import { personName } from './people/person-name.ts'
import { type ChosenPlace, placeArgs, PlacesInput } from './people/places-input.tsx'
import { ROLE_MEANINGS, roleName } from './people/words.ts'
import { RefusedBanner } from './refused-banner.tsx'
import { useSend } from './use-send.ts'

export interface InviteFormProps {
  replica: Replica
  /** Filled in beforehand, e.g. from the open conversation. */
  email?: string
  name?: string
  onSent: () => void
  /** Offered beside inviting: it may be the new address of somebody who is here already (HAND-2). */
  onChangeAddress: (email: string) => void
}

/** Invites one person: address, role, workspaces (INV-1), as narrow as the panel. Works offline; the mail goes out when there is a connection. */
export function InviteForm(props: InviteFormProps) {
  const { replica, onSent, onChangeAddress } = props
  const directory = replica.directory.value
  const send = useSend(replica)
  const preparing = usePreparing()
  const purpose = useContext(FormPurposeContext)
  const [email, setEmail] = useState(props.email ?? '')
  const [name, setName] = useState(props.name ?? '')
  const [role, setRole] = useState<Role>('member')
  const [places, setPlaces] = useState<readonly ChosenPlace[]>([])
  /** Null: as the address looks (USR-9). */
  const [saidShared, setSaidShared] = useState<boolean | null>(null)
  const check = checkAddress(directory, email)
  const looksSo = check.is === 'new' && check.shared
  const shared = saidShared ?? looksSo
  const reason =
    whyNot(check) ??
    (shared && isAdmin({ role })
      ? 'An address that several people read can’t be Admin.'
      : preparing
        ? undefined
        : whyNotInvite(directory, role, [...places]))

  const room = seatRoom(directory, 1)
  const submit = async () => {
    if (reason) return
    const sent = await send('user.invite', {
      userId: replica.newId('user'),
      invitationId: replica.newId('invitation'),
      email: email.trim(),
      ...(name.trim() && { name: name.trim() }),
      ...(shared && { shared: true as const }),
      role,
      workspaces: places.map((place) => placeArgs(place, replica.newId('portfolio'))),
    })
    if (sent) onSent()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap={4}>
        {purpose && <Banner>{purpose.note}</Banner>}
        <EmailInput label="Email address" required autoComplete="off" value={email} onInput={setEmail} />
        <AddressNote check={check} />
        {(looksSo || saidShared) && (
          <Checkbox
            label="Several people use this account"
            hint="It is marked so in the lists, and is never Admin."
            checked={shared}
            onChange={setSaidShared}
          />
        )}
        <TextInput
          label="Name"
          hint="Can be left empty; they say it themselves when they accept."
          autoComplete="off"
          maxLength={120}
          value={name}
          onInput={setName}
        />
        <Select<Role>
          label="Role"
          hint={ROLE_MEANINGS[role]}
          value={role}
          onChange={setRole}
          options={ROLES.toReversed().map((value) => ({
            value,
            label: roleName(value),
            reason:
              !preparing && value !== 'member' && whyNotInvite(directory, value, [])
                ? 'you may not give it'
                : undefined,
          }))}
        />
        <AskForMore reason={whyNotInvite(directory, 'admin', [])} />
        <PlacesInput directory={directory} places={places} onChange={setPlaces} />
        <p class="people__price">{seatLine(directory.about, 'When they accept,')}</p>
        {room && <Banner tone={room.tone}>{room.words}</Banner>}
        {replica.connection.value !== 'online' && (
          <Banner>
            You are offline. The invitation is kept on this device and sent when you are online.
          </Banner>
        )}
        <RefusedBanner replica={replica} send={send} />
        <Inline justify="end">
          <ConfirmButton type="submit" variant="primary" busy={send.busy.value} reason={reason}>
            Send the invitation
          </ConfirmButton>
        </Inline>
        <div class="people__instead">
          <p>Is it the new address of somebody who is here already?</p>
          <Button variant="quiet" size="s" onClick={() => onChangeAddress(email.trim())}>
            Change their address instead
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function whyNot(check: AddressCheck): string | undefined {
  if (check.is === 'empty') return 'Enter the address of the person.'
  if (check.is === 'invalid') return 'This is not an email address.'
  if (check.is === 'known') return 'This address is here already.'
  return undefined
}

/** Who the address is here already, and the right next step (INV-8, INV-9, INV-12). */
function AddressNote({ check }: { check: AddressCheck }) {
  if (check.is === 'known') return <Banner announce>{knownAs(check.person)}</Banner>
  if (check.is === 'former')
    return (
      <Banner tone="warning" announce>
        This was the address of {personName(check.person)} before, who now uses {check.person.email}.
      </Banner>
    )
  if (check.is !== 'new') return null
  if (check.twin)
    return (
      <Banner tone="warning" announce>
        Looks like {check.twin.email} ({personName(check.twin)}): Gmail ignores dots and everything after a
        plus, so both may be one mailbox.
      </Banner>
    )
  if (check.shared)
    return (
      <Banner tone="warning" announce>
        This looks like a mailbox that several people read. Whoever reads it can accept the invitation.
      </Banner>
    )
  return null
}

function knownAs(person: Person): string {
  const name = personName(person)
  if (person.state === 'pending') return `${name} is invited already and has not accepted yet.`
  if (person.state === 'deactivated')
    return `${name} was here before and left. Restore them instead of inviting again: they keep their history.`
  return `This address already belongs to ${name}.`
}
