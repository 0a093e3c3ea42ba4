import { ArrowLeftRight, AtSign, ExternalLink } from 'lucide-preact'
import type { Directory, Person } from '../../../shared/replica/directory.ts'
import { Button } from '../../../shared/ui/button.tsx'
import { Menu, type MenuItem } from '../../../shared/ui/menu.tsx'
import type { InPanel } from '../open-panel.tsx'
import { usePanel } from '../panel-state.ts'

/** Somebody who is here, or was: hand over what they look after, change their address, open their page. */
export function UserSteps({ account, replica, user }: InPanel & { user: Person }) {
  const { route } = usePanel()
  const directory = replica.directory.value
  const own = user.id === replica.userId
  const reason = whyNotHandOver(directory, user)
  const isHere = user.state === 'active' || user.state === 'blocked'
  const handOver = () => (route.value = { to: 'hand-over', from: user.id })
  const whose = own ? 'my' : 'their'
  const items: MenuItem[] = [
    {
      id: 'hand-over',
      label: `Hand over ${whose} items`,
      icon: <ArrowLeftRight />,
      reason,
      onSelect: handOver,
    },
    ...(isHere
      ? [
          {
            id: 'address',
            label: `Change ${whose} address`,
            icon: <AtSign />,
            reason: whyNotChangeAddress(directory, user),
            onSelect: () => (route.value = { to: 'address', userId: user.id }),
          },
        ]
      : []),
    {
      id: 'page',
      label: user.state === 'deactivated' ? 'Open their page, to restore' : `Open ${whose} page`,
      icon: <ExternalLink />,
      onSelect: () => void chrome.tabs.create({ url: `${account.server}/users/${user.id}` }),
    },
  ]
  return (
    <div class="panel__steps">
      {!own && reason === undefined && (
        <Button size="s" icon={<ArrowLeftRight />} onClick={handOver}>
          Hand over
        </Button>
      )}
      <Menu label={`More about ${user.name || user.email || 'them'}`} items={items} />
    </div>
  )
}

/** Undefined where at least a part of what they look after is within reach. */
function whyNotHandOver(directory: Directory, user: Person): string | undefined {
  const held = directory.portfoliosHeldBy(user.id)
  if (held.length === 0) return 'They look after nothing that you can see.'
  const standing = directory.standing(user.id)
  const refusals = held.map(({ workspaceId }) =>
    directory.can('hand over', { workspaceId, ...(standing && { user: standing }) }),
  )
  return refusals.includes(null) ? undefined : refusals[0]?.message
}

/** Anybody may start their own, and ask for a yes (HAND-18). */
function whyNotChangeAddress(directory: Directory, user: Person): string | undefined {
  if (user.id === directory.data.userId) return undefined
  const standing = directory.standing(user.id)
  return directory.can('switch account', { ...(standing && { user: standing }) })?.message
}
