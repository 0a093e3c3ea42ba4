import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import {
  emailDomain,
  emailKey,
  emailSchema,
  gmailTwin,
  looksShared,
  typedDomain,
} from '../domain/model/email.ts'
import { OWNER_HOURS } from '../domain/model/handover.ts'
import type { User } from '../domain/model/user.ts'
import { answersOf } from '../replica/directory/answer.ts'
import type { Directory } from '../replica/directory/directory.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CountTree } from '../ui/count-tree.tsx'
import { EmailInput } from '../ui/email-input.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Loading } from '../ui/loading.tsx'
import { MergeUsers } from './merge-users.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { countNodes, itemsInWords, total } from './count-nodes.ts'
import { countItems, shownCounts } from './counted-items.ts'
import { rehearse } from './handover-draft.ts'
import { RefusedBanner } from './refused-banner.tsx'
import { useSend } from './use-send.ts'
import { WhatStays } from './what-stays.tsx'

export interface ChangeAddressProps {
  replica: Replica
  session: Session
  userId: string
  /** Filled in beforehand, e.g. from the open conversation. */
  email?: string | undefined
  onStarted: (handoverId: string) => void
}

/** Same person, new address (HAND-2): one field, what stays, and what happens next. */
export function ChangeAddress({
  replica,
  session,
  userId,
  email: given = '',
  onStarted,
}: ChangeAddressProps) {
  const directory = replica.directory.value
  const email = useSignal(given)
  const again = useSignal('')
  const newName = useSignal<string | null>(null)
  const send = useSend(replica)
  const user = directory.wholeUser(userId)
  const name = directory.nameOf(userId)
  const portfolioIds = directory.portfoliosHeldBy(userId).map((p) => p.id)
  const counted = useMemo(
    () => countItems(replica, session, portfolioIds),
    [portfolioIds.join(), replica.connection.value === 'online'],
  ).value
  const counts = shownCounts(counted)
  if (!user) return <Banner tone="warning">This person is not here, or you may not see their address.</Banner>

  const valid = emailSchema.safeParse(email.value).success
  const handoverId = replica.newId('handover')
  const args = (emailAgain?: string) => ({
    handoverId,
    invitationId: replica.newId('invitation'),
    userId,
    email: email.value.trim(),
    ...(emailAgain !== undefined && { emailAgain }),
    ...(newName.value?.trim() && newName.value.trim() !== user.name && { newName: newName.value.trim() }),
  })
  // Asked as if the address had been typed twice, so that only what else stands against it shows while typing.
  const rehearsal = valid ? rehearse(replica, directory, 'switch.start', args(email.value.trim())) : null
  const refusal = rehearsal?.status === 'refused' ? rehearsal : null
  const other = valid ? otherUserOf(directory, user, email.value) : null
  const newDomain = valid && domainIsNew(replica, email.value)
  const mismatch = newDomain && emailKey(again.value) !== emailKey(email.value)
  const mine = directory.real(userId) === replica.userId
  const standing = directory.standing(userId)
  const ofOwner = !mine && standing?.isAccountOwner === true
  const needsYes = mine && standing !== null && directory.can('switch account', { user: standing }) !== null

  const start = async () => {
    const sent = await send('switch.start', args(newDomain ? again.value.trim() : undefined))
    if (sent) onStarted(handoverId)
  }
  return (
    <Stack gap={5}>
      <p>
        {mine ? 'You keep' : `${name} keeps`} everything under a new address. The new address accepts an
        invitation; until then <strong>{user.email}</strong> works as before.
      </p>
      <EmailInput
        label="New address"
        value={email.value}
        onInput={(value) => (email.value = value)}
        required
        error={email.value && !valid ? 'This does not look like an address yet.' : undefined}
        hint={hintFor(user.email, email.value, valid)}
      />
      {newDomain && (
        <EmailInput
          label="New address, once more"
          value={again.value}
          onInput={(value) => (again.value = value)}
          required
          hint={`Nobody here has an address at ${typedDomain(email.value)} yet, so please make sure of it.`}
          error={again.value && mismatch ? 'The two addresses differ.' : undefined}
        />
      )}
      {other ? (
        <Stack gap={4}>
          <Banner title="Same person, two users?">
            {email.value.trim()} is a user here already ({directory.nameOf(other.id)}). If both are the same
            person, make them one. If not, choose another address.
          </Banner>
          <MergeUsers replica={replica} session={session} one={user} other={other} onStarted={onStarted} />
        </Stack>
      ) : (
        <>
          {newName.value === null ? (
            <Inline>
              <Button variant="quiet" size="s" onClick={() => (newName.value = user.name)}>
                The name changes, too
              </Button>
            </Inline>
          ) : (
            <TextInput
              label="New name"
              hint={`Instead of ${user.name || 'none'}, as soon as the new address accepts. The old name stays findable.`}
              autoFocus
              autoComplete="off"
              maxLength={120}
              value={newName.value}
              onInput={(value) => (newName.value = value)}
            />
          )}
          <Card
            title="What stays"
            subtitle={
              counts
                ? `Everything: ${itemsInWords(total(counts))}, role, workspaces and levels`
                : 'Everything'
            }
          >
            <Stack gap={4}>
              {counted.state === 'counting' && <Loading>Counting…</Loading>}
              {counts && total(counts) > 0 && (
                <CountTree label="What stays" nodes={countNodes(directory, counts)} openLevels={1} />
              )}
              <ul class="ho-notes">
                <li>No item is moved, and no seat is added or reserved: it costs nothing.</li>
                <li>
                  {user.email} is told at once and can object, and loses access to this organization when the
                  new address accepts.
                </li>
                <li>It stays known as “formerly {user.email}”.</li>
                <li>It can be undone for 30 days.</li>
              </ul>
              <WhatStays />
            </Stack>
          </Card>
          <RefusedBanner
            replica={replica}
            send={send}
            title="This address cannot be used"
            foreseen={refusal}
            command={{ type: 'switch.start', args: args(email.value.trim()) }}
          />
          {ofOwner && (
            <Banner tone="warning" title={`${name} owns this account`}>
              All Admins and {user.email} are told. The new address can accept only after {OWNER_HOURS} hours;
              until then {name} and every Admin can call it off.
            </Banner>
          )}
          {needsYes && (
            <Banner tone="info">
              An Admin is asked to say yes first; then the new address gets its invitation.
            </Banner>
          )}
          <Inline justify="end">
            <ConfirmButton
              variant="primary"
              busy={send.busy.value}
              reason={
                !valid
                  ? 'Type the new address first.'
                  : mismatch
                    ? 'Type the address a second time.'
                    : refusal?.message
              }
              onClick={() => void start()}
            >
              {needsYes
                ? 'Ask for the change'
                : valid
                  ? `Invite ${email.value.trim()}`
                  : 'Invite the new address'}
            </ConfirmButton>
          </Inline>
        </>
      )}
    </Stack>
  )
}

/** Whose address it is already, where one may make the two users one (HAND-21). */
function otherUserOf(directory: Directory, user: User, email: string): User | null {
  const known = directory.users.find((one) => one.emailKey === emailKey(email))
  const other = known && known.id !== user.id ? directory.standing(known.id) : null
  const own = directory.standing(user.id)
  if (!other || !own || (other.user.state !== 'active' && other.user.state !== 'blocked')) return null
  return [own, other].every((standing) => directory.can('switch account', { user: standing }) === null)
    ? other.user
    : null
}

const domainIsNew = (replica: Replica, email: string): boolean =>
  answersOf(replica.directory.value)({ kind: 'domainKnown', domain: emailDomain(email) }) === false

function hintFor(old: string, email: string, valid: boolean): string | undefined {
  if (!valid) return undefined
  if (gmailTwin(old) === gmailTwin(email))
    return 'For Gmail this is the same mailbox as now: dots and plus signs mean nothing there.'
  if (looksShared(email))
    return 'This looks like an address that several people read. Whoever reads it can accept.'
  return undefined
}
