import { useState } from 'preact/hooks'
import { dayAt } from '../../shared/domain/billing/day.ts'
import type { AddressChange } from '../../shared/domain/handover/many-addresses.ts'
import { emailDomain, typedDomain } from '../../shared/domain/model/email.ts'
import { OWNER_HOURS } from '../../shared/domain/model/handover.ts'
import { momentAt } from '../../shared/domain/model/moment.ts'
import { ConfirmButton } from '../../shared/flows/confirm-button.tsx'
import { answersOf } from '../../shared/replica/directory/answer.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { counted } from './batches.ts'

/** So many changes of address can be mailed by one person within a day; the server counts (HAND-20). */
const CHANGES_A_DAY = 1_000

/** When they start, the domains that are new here typed once more (HAND-22), and the button. */
export function StartForm({
  replica,
  going,
  onStart,
}: {
  replica: Replica
  going: readonly AddressChange[]
  onStart: (startAt: string | null) => void
}) {
  const directory = replica.directory.value
  const timeZone = directory.about?.timeZone ?? 'UTC'
  const today = dayAt(new Date().toISOString(), timeZone)
  const [when, setWhen] = useState<'now' | 'date'>('now')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('08:00')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})

  const answer = answersOf(directory)
  const unknown = new Map<string, string>()
  for (const { email } of going) {
    const domain = emailDomain(email)
    if (answer({ kind: 'domainKnown', domain }) === false) unknown.set(domain, typedDomain(email))
  }
  const missing = [...unknown.keys()].find(
    (domain) => emailDomain(`x@${(typed[domain] ?? '').trim().replace(/^@/, '')}`) !== domain,
  )
  const startAt = when === 'date' ? momentAt(day, time, timeZone) : null
  const ofOwner = going.some(
    ({ userId }) => userId !== replica.userId && directory.standing(userId)?.isAccountOwner,
  )
  const past = startAt !== null && startAt <= new Date().toISOString()
  const reason =
    going.length === 0
      ? 'Choose somebody whose change can start.'
      : going.length > CHANGES_A_DAY
        ? `At most ${CHANGES_A_DAY.toLocaleString('en')} at once: so many mails go out within a day. Choose some, and the others tomorrow.`
        : replica.connection.value !== 'online'
          ? 'Many addresses are changed online: the server decides about each of them.'
          : missing !== undefined
            ? `Type ${unknown.get(missing)} a second time.`
            : when === 'date' && startAt === null
              ? 'Choose the day and the time.'
              : past
                ? 'Choose a time that is still to come.'
                : undefined
  return (
    <Stack gap={4}>
      <RadioGroup<'now' | 'date'>
        label="When?"
        columns
        value={when}
        onChange={setWhen}
        options={[
          { value: 'now', label: 'Now', description: 'The new addresses get their invitations at once.' },
          {
            value: 'date',
            label: 'On a date',
            description: 'The server starts them by itself; until then each can be called off.',
          },
        ]}
      />
      {when === 'date' && (
        <Inline gap={3} align="start">
          <TextInput label="Day" type="date" min={today} value={day} onInput={setDay} required />
          <TextInput
            label="Time"
            type="time"
            value={time}
            onInput={setTime}
            required
            hint={`Clocks of ${timeZone.replaceAll('_', ' ')}`}
          />
        </Inline>
      )}
      {[...unknown].map(([domain, shown]) => (
        <TextInput
          key={domain}
          label={`${shown}, once more`}
          hint="Nobody here has an address there yet, so please make sure of it."
          autoComplete="off"
          spellcheck={false}
          value={typed[domain] ?? ''}
          onInput={(value) => setTyped({ ...typed, [domain]: value })}
        />
      ))}
      <ul class="ho-notes">
        <li>
          Each new address gets a mail with an invitation, and each old one is told and can object:{' '}
          {(going.length * 2).toLocaleString('en')} mails. An old address works until its own person’s new one
          has accepted.
        </li>
        <li>No item moves, no seat is added. Each change can be undone for 30 days, or all together.</li>
      </ul>
      {ofOwner && (
        <Banner tone="warning" title="The account owner is among them">
          All Admins are told, and the owner’s new address can accept only after {OWNER_HOURS} hours.
        </Banner>
      )}
      <Inline justify="end">
        <ConfirmButton variant="primary" reason={reason} onClick={() => onStart(startAt)}>
          {when === 'date' ? `Plan ${counted(going.length)}` : `Change ${counted(going.length)}`}
        </ConfirmButton>
      </Inline>
    </Stack>
  )
}
