import { useState } from 'preact/hooks'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { EmailInput } from '../../shared/ui/email-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { checkAddress } from '../../shared/flows/people/check-address.ts'
import { whyNotInvite } from '../../shared/flows/people/may.ts'
import { seatLine } from '../../shared/flows/people/seat-price.ts'
import { ROLE_MEANINGS, roleName } from '../../shared/flows/people/words.ts'
import { useDispatch } from '../use-dispatch.ts'
import { AddressNote } from './address-note.tsx'
import { PlacesInput, type ChosenPlace } from '../../shared/flows/people/places-input.tsx'

export interface InviteDialogProps {
  replica: Replica
  open: boolean
  /** What the address begins with: from a link. */
  email?: string
  onClose: () => void
  onSent: () => void
}

/** Invites one person: address, role, workspaces (INV-1). Works offline; the mail goes out when there is a connection. */
export function InviteDialog({ replica, open, email: given = '', onClose, onSent }: InviteDialogProps) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const [email, setEmail] = useState(given)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [places, setPlaces] = useState<readonly ChosenPlace[]>([])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)

  const check = checkAddress(directory, email)
  const reason = check.is === 'new' ? whyNotInvite(directory, role, [...places]) : undefined
  const offline = replica.connection.value !== 'online'

  const submit = async () => {
    setTried(true)
    if (check.is !== 'new' || reason || busy) return
    setBusy(true)
    const sent = await dispatch(
      'user.invite',
      {
        userId: newId('user'),
        invitationId: newId('invitation'),
        email: email.trim(),
        ...(name.trim() && { name: name.trim() }),
        role,
        workspaces: places.map((place) => ({ ...place, restrictions: [], portfolioId: newId('portfolio') })),
      },
      `${email.trim()} is invited.`,
    )
    setBusy(false)
    if (sent) onSent()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Invite somebody"
      subtitle={seatLine(directory.organization, 'When they accept,')}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            reason={check.is === 'known' ? 'This address is here already.' : reason}
          >
            Send the invitation
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <Stack gap={3}>
          <EmailInput
            label="Email address"
            required
            autoFocus
            autoComplete="off"
            value={email}
            onInput={setEmail}
            error={
              tried && check.is === 'empty'
                ? 'Enter the address of the person.'
                : tried && check.is === 'invalid'
                  ? 'This is not an email address.'
                  : undefined
            }
          />
          <AddressNote directory={directory} check={check} onLeave={onClose} />
          <TextInput
            label="Name"
            hint="Can be left empty; they say it themselves when they accept."
            autoComplete="off"
            maxLength={120}
            value={name}
            onInput={setName}
          />
        </Stack>
        <RadioGroup<Role>
          label="Role in the organization"
          value={role}
          onChange={setRole}
          columns
          options={ROLES.map((value) => ({
            value,
            label: roleName(value),
            description: ROLE_MEANINGS[value],
            reason: value === 'member' ? undefined : whyNotInvite(directory, value, []),
          })).sort((a, b) => Number(b.value === 'member') - Number(a.value === 'member'))}
        />
        <PlacesInput directory={directory} places={places} onChange={setPlaces} />
        {offline && (
          <Banner>
            You are offline. The invitation is kept on this device and sent when you are online.
          </Banner>
        )}
      </Stack>
    </Dialog>
  )
}
