import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Role, User } from '../domain/model/user.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Card } from '../ui/card.tsx'
import { CountTree } from '../ui/count-tree.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { Loading } from '../ui/loading.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { countNodes, itemsInWords, total } from './count-nodes.ts'
import { countItems, shownCounts } from './counted-items.ts'
import { rehearse } from './handover-draft.ts'
import { roleName } from './people/words.ts'
import { RefusedBanner } from './refused-banner.tsx'
import { useSend } from './use-send.ts'
import { WhatStays } from './what-stays.tsx'

export interface MergeUsersProps {
  replica: Replica
  session: Session
  one: User
  other: User
  onStarted: (handoverId: string) => void
}

/** Same person, two users (HAND-21): which one stays, with which role, and what moves there. */
export function MergeUsers({ replica, session, one, other, onStarted }: MergeUsersProps) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const keepId = useSignal(firstChoice(directory.organization?.ownerUserId, one, other))
  const [to, from] = keepId.value === other.id ? [other, one] : [one, other]
  const role = useSignal<Role | null>(null)
  const portfolioIds = directory.portfoliosHeldBy(from.id).map((p) => p.id)
  const counted = useMemo(
    () => countItems(replica, session, portfolioIds),
    [portfolioIds.join(), replica.connection.value === 'online'],
  ).value
  const counts = shownCounts(counted)
  const roles = [...new Set([to.role, from.role])]
  const chosen = role.value && roles.includes(role.value) ? role.value : to.role
  const args = {
    handoverId: replica.newId('handover'),
    fromUserId: from.id,
    toUserId: to.id,
    role: chosen,
    homes: directory
      .membershipsOf(from.id)
      .filter(({ workspaceId }) => !directory.homeOf(to.id, workspaceId))
      .map(({ workspaceId }) => ({ workspaceId, portfolioId: replica.newId('portfolio') })),
    shown: counts,
  }
  const rehearsal = rehearse(replica, directory, 'user.merge', args)
  const refusal = rehearsal.status === 'refused' ? rehearsal : null
  const start = async () => {
    if (await send('user.merge', args)) onStarted(args.handoverId)
  }
  const label = `What goes to ${to.email}`
  return (
    <Stack gap={5}>
      <RadioGroup
        label="Which one stays?"
        value={to.id}
        onChange={(id) => (keepId.value = id)}
        options={[one, other].map((user) => ({
          value: user.id,
          label: user.email,
          description: [user.name, roleName(user.role), user.state === 'blocked' ? 'blocked' : '']
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      {roles.length > 1 && (
        <RadioGroup
          label="With which role?"
          value={chosen}
          onChange={(value) => (role.value = value)}
          options={roles.map((value) => ({ value, label: roleName(value) }))}
        />
      )}
      <Card
        title={label}
        {...(counts && {
          subtitle: total(counts) > 0 ? `${itemsInWords(total(counts))} in all` : 'No items yet',
        })}
      >
        <Stack gap={4}>
          {counted.state === 'counting' && <Loading>Counting…</Loading>}
          {counts && total(counts) > 0 && (
            <CountTree label={label} nodes={countNodes(directory, counts)} openLevels={1} />
          )}
          <ul class="ho-notes">
            <li>
              {to.email} gets everything of {from.email}, and every workspace of it at the higher level of the
              two.
            </li>
            <li>{from.email} is signed out at once and stays known as “formerly”. One seat is freed.</li>
            <li>Both addresses are told. It can be undone for 30 days.</li>
          </ul>
          <WhatStays />
        </Stack>
      </Card>
      <RefusedBanner
        replica={replica}
        send={send}
        title="They cannot be made one so"
        foreseen={refusal}
        command={{ type: 'user.merge', args }}
      />
      <Inline justify="end">
        <ConfirmButton
          variant="primary"
          busy={send.busy.value}
          reason={refusal?.message}
          onClick={() => void start()}
        >
          Make them one
        </ConfirmButton>
      </Inline>
    </Stack>
  )
}

/** The account owner stays, who can't be let go; else the one whose address is the newer. */
function firstChoice(ownerId: string | undefined, one: User, other: User): string {
  if (ownerId === one.id || ownerId === other.id) return ownerId
  const usable = [one, other].filter(({ state }) => state === 'active')
  return (usable.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0] ?? one).id
}
