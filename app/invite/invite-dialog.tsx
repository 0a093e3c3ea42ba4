import { AskForMore, usePreparing } from '../../shared/flows/prepare-request.tsx'
import { useMemo, useState } from 'preact/hooks'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import { isAdmin } from '../../shared/domain/policy/column.ts'
import { seatLine, seatRoom } from '../../shared/flows/billing/seat-words.ts'
import { type AddressEntry, canBeInvited, checkAddresses } from '../../shared/flows/people/check-addresses.ts'
import { whyNotInvite } from '../../shared/flows/people/may.ts'
import { type ChosenPlace, placeArgs, PlacesInput } from '../../shared/flows/people/places-input.tsx'
import { ROLE_MEANINGS, roleName } from '../../shared/flows/people/words.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { useDispatchAll } from '../use-dispatch-all.ts'
import { AddressEntries } from './address-entries.tsx'
import { AddressNote } from './address-note.tsx'
import { InvitationPreview } from './invitation-preview.tsx'
import { SameAsInput } from './same-as-input.tsx'
import './invite.css'

/** More than this is a file's work. */
const MOST = 500

export interface InviteDialogProps {
  replica: Replica
  open: boolean
  /** What the address begins with: from a link. */
  email?: string
  onClose: () => void
  onSent: () => void
}

/**
 * Invites one person or many: addresses, role, workspaces with level and restrictions (INV-1, INV-10, INV-13). Works offline; the
 * mails go out when there is a connection. Addresses that can't be invited stay in the dialog, so that none is lost.
 */
export function InviteDialog({ replica, open, email: given = '', onClose, onSent }: InviteDialogProps) {
  const directory = replica.directory.value
  const dispatchAll = useDispatchAll(replica)
  const preparing = usePreparing()
  const [text, setText] = useState(given)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [places, setPlaces] = useState<readonly ChosenPlace[]>([])
  /** Null: as the address looks. */
  const [saidShared, setSaidShared] = useState<boolean | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)

  const entries = useMemo(() => checkAddresses(directory, text), [directory, text])
  const [first] = entries
  const alone = entries.length === 1 ? first : undefined
  const looksSo = alone?.check.is === 'new' && alone.check.shared
  const shared = saidShared ?? looksSo
  const good = entries.filter((entry) => canBeInvited(entry, alone !== undefined))
  const mayNot =
    alone && shared && isAdmin({ role })
      ? 'An address that several people read can’t be Admin.'
      : good.length > 0 && !preparing
        ? whyNotInvite(directory, role, [...places])
        : undefined
  const reason = mayNot ?? whyNotSend(entries, alone)
  const room = seatRoom(directory, Math.max(1, good.length))
  const offline = replica.connection.value !== 'online'

  const invite = ({ email, name: listed }: AddressEntry) => ({
    type: 'user.invite',
    args: {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email,
      ...namePart(listed || (alone ? name.trim() : '')),
      ...(shared && alone && { shared: true as const }),
      role,
      workspaces: places.map((place) => placeArgs(place, newId('portfolio'))),
    },
  })
  const submit = async () => {
    setTried(true)
    if (good.length === 0 || reason || busy) return
    setBusy(true)
    const { done } = await dispatchAll(good.map(invite), (count) =>
      count === 1 && good.length === 1
        ? `${good[0]?.email ?? ''} is invited.`
        : `${count} people are invited.`,
    )
    setBusy(false)
    if (preparing) return
    const sent = new Set(done.map((index) => good[index]))
    const left = entries.filter((entry) => !sent.has(entry) && !entry.isTwice)
    if (left.length === 0) return onSent()
    setText(left.map(({ typed }) => typed).join('\n'))
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Invite people"
      subtitle={seatLine(directory.about, 'When they accept,')}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} reason={reason}>
            {good.length > 1 ? `Send ${good.length} invitations` : 'Send the invitation'}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <Stack gap={3}>
          <Textarea
            label="Email addresses"
            hint="One or many: typed, or pasted from a mail or a list, with or without names."
            required
            autoFocus
            rows={1}
            inputMode="email"
            spellcheck={false}
            placeholder="name@company.com"
            value={text}
            onInput={setText}
            error={faultOf(tried, entries, alone)}
          />
          {alone && <AddressNote directory={directory} check={alone.check} onLeave={onClose} />}
          {(looksSo || (alone && saidShared)) && (
            <Checkbox
              label="Several people use this account"
              hint="It is marked so in the lists, and is never Admin."
              checked={shared}
              onChange={setSaidShared}
            />
          )}
          {entries.length > 1 && <AddressEntries directory={directory} entries={entries} />}
          {entries.length < 2 && !first?.name && (
            <TextInput
              label="Name"
              hint="Can be left empty; they say it themselves when they accept."
              autoComplete="off"
              maxLength={120}
              value={name}
              onInput={setName}
            />
          )}
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
            reason: value === 'member' || preparing ? undefined : whyNotInvite(directory, value, []),
          })).sort((a, b) => Number(b.value === 'member') - Number(a.value === 'member'))}
        />
        <AskForMore reason={whyNotInvite(directory, 'admin', [])} />
        <SameAsInput directory={directory} onCopy={setPlaces} />
        <PlacesInput directory={directory} places={places} onChange={setPlaces} />
        <InvitationPreview
          directory={directory}
          email={good[0]?.email ?? ''}
          workspaceIds={places.map(({ workspaceId }) => workspaceId)}
        />
        {room && <Banner tone={room.tone}>{room.words}</Banner>}
        {offline && (
          <Banner>
            You are offline. The invitation is kept on this device and sent when you are online.
          </Banner>
        )}
      </Stack>
    </Dialog>
  )
}

const namePart = (name: string) => (name ? { name } : {})

function whyNotSend(entries: readonly AddressEntry[], alone: AddressEntry | undefined): string | undefined {
  if (alone?.check.is === 'known') return 'This address is here already.'
  if (entries.length > MOST) return `At most ${MOST} at once here. Import a file for more.`
  if (entries.length > 1 && !entries.some((entry) => canBeInvited(entry, false)))
    return 'None of these can be invited.'
  return undefined
}

function faultOf(
  tried: boolean,
  entries: readonly AddressEntry[],
  alone: AddressEntry | undefined,
): string | undefined {
  if (!tried) return undefined
  if (entries.length === 0) return 'Enter the address of the person.'
  return alone?.check.is === 'invalid' ? 'This is not an email address.' : undefined
}
