import { ArrowLeftRight, AtSign, ExternalLink, Inbox, UserPlus } from 'lucide-preact'
import type { Handover } from '../../shared/domain/model/handover.ts'
import { handoverState, handoverTitle } from '../../shared/flows/handover-words.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import { type Choice, ChoiceList } from './choice-list.tsx'
import { OtherInvitations } from './invitations-in-mail.tsx'
import type { InPanel } from './in-panel.ts'
import { usePanel } from './panel-state.ts'

/** How many finished handovers are worth a look here; the app lists all. */
const RECENT = 3

/** No conversation is open: what waits, what can be begun, who is here. */
export function HomeView({ account, replica, unreadable }: InPanel & { unreadable: boolean }) {
  const { route, place } = usePanel()
  const directory = replica.directory.value
  const { waiting, recent } = sorted(directory.handovers)
  const online = directory.users.filter(
    ({ id }) => id !== replica.userId && replica.presence.online.value.has(id),
  )
  const choice = (handover: Handover): Choice => {
    const { label, tone } = handoverState(handover)
    return {
      id: handover.id,
      icon: handover.kind === 'switch' ? <AtSign /> : <ArrowLeftRight />,
      label: handoverTitle(directory, handover),
      note: <Badge tone={tone}>{label}</Badge>,
      onChoose: () => (route.value = { to: 'handover', id: handover.id }),
    }
  }
  return (
    <Stack gap={4}>
      <h1 class="ho-visually-hidden">Handover</h1>
      {unreadable && (
        <Banner tone="warning" title="Gmail’s page can’t be read">
          It looks different from what Handover knows, so people in a conversation are not shown. All the rest
          works{place.kind === 'frame' ? ', here and in the browser’s side panel' : ''}.
        </Banner>
      )}
      <OtherInvitations account={account} />
      {waiting.length > 0 && (
        <Card title="Under way" flush>
          <ChoiceList choices={waiting.map(choice)} />
        </Card>
      )}
      <Card title="Begin" flush>
        <ChoiceList
          choices={[
            {
              id: 'start',
              icon: <ArrowLeftRight />,
              label: 'Hand over',
              note: 'Somebody leaves, or gets a new address.',
              onChoose: () => (route.value = { to: 'start' }),
            },
            {
              id: 'invite',
              icon: <UserPlus />,
              label: 'Invite somebody',
              onChoose: () => (route.value = { to: 'invite', email: '', name: '' }),
            },
            {
              id: 'address',
              icon: <AtSign />,
              label: 'Change my address',
              onChoose: () => (route.value = { to: 'address', userId: replica.userId }),
            },
            {
              id: 'app',
              icon: <ExternalLink />,
              label: 'Open Handover',
              onChoose: () => void chrome.tabs.create({ url: `${account.server}/` }),
            },
          ]}
        />
      </Card>
      {online.length > 0 && <Online replica={replica} ids={online.map(({ id }) => id)} />}
      {recent.length > 0 && (
        <Card title="Lately" flush>
          <ChoiceList choices={recent.map(choice)} />
        </Card>
      )}
      <p class="panel__hint">
        <Inbox aria-hidden="true" />
        Open a conversation to see who of the people in it is here.
      </p>
    </Stack>
  )
}

function Online({ replica, ids }: { replica: Replica; ids: readonly string[] }) {
  const directory = replica.directory.value
  return (
    <Card title="Online now">
      <ul class="panel__online" role="list">
        {ids.slice(0, 12).map((id) => (
          <li key={id}>
            <Avatar
              name={directory.nameOf(id)}
              colourBy={id}
              photo={photoOf(replica, directory.user(id))}
              size="s"
              online
            />
            <bdi>{directory.nameOf(id)}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function sorted(handovers: readonly Handover[]): { waiting: Handover[]; recent: Handover[] } {
  const ORDER = ['needs-look', 'asked', 'waiting']
  const rank = ({ state }: Handover) => ORDER.indexOf(state)
  return {
    waiting: handovers.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b)),
    recent: handovers.filter((one) => rank(one) < 0).slice(0, RECENT),
  }
}
