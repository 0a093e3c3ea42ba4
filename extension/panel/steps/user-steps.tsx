import { ArrowLeftRight, AtSign, ExternalLink } from 'lucide-preact'
import type { Directory, Person } from '../../../shared/replica/directory.ts'
import { Button } from '../../../shared/ui/button.tsx'
import { Menu, type MenuItem } from '../../../shared/ui/menu.tsx'
import type { InPanel } from '../open-panel.tsx'
import { usePanel } from '../panel-state.ts'

interface AboutUser extends InPanel {
  user: Person
}

/** The next step with somebody who looks after something, where one may (HAND-3). The rest is in their menu. */
export function UserSteps({ replica, user }: AboutUser) {
  const { route } = usePanel()
  const reason = whyNotHandOver(replica.directory.value, user)
  if (user.id === replica.userId || reason !== undefined) return null
  return (
    <div class="panel__steps">
      <Button
        size="s"
        icon={<ArrowLeftRight />}
        onClick={() => (route.value = { to: 'hand-over', from: user.id })}
      >
        Hand over
      </Button>
    </div>
  )
}

/** All that can be done with somebody who is here, or was; what I may not do says why (ROLE-11). */
export function UserMenu({ account, replica, user }: AboutUser) {
  const { route } = usePanel()
  const directory = replica.directory.value
  const isHere = user.state === 'active' || user.state === 'blocked'
  const whose = user.id === replica.userId ? 'my' : 'their'
  const items: MenuItem[] = [
    {
      id: 'hand-over',
      label: `Hand over ${whose} items`,
      icon: <ArrowLeftRight />,
      reason: whyNotHandOver(directory, user),
      onSelect: () => (route.value = { to: 'hand-over', from: user.id }),
    },
    {
      id: 'address',
      label: `Change ${whose} address`,
      icon: <AtSign />,
      reason: isHere ? whyNotChangeAddress(directory, user) : 'They have left.',
      onSelect: () => (route.value = { to: 'address', userId: user.id }),
    },
    {
      id: 'page',
      label: isHere ? `Open ${whose} page` : 'Open their page, to restore',
      icon: <ExternalLink />,
      onSelect: () => void chrome.tabs.create({ url: `${account.server}/users/${user.id}` }),
    },
  ]
  return <Menu label={`More about ${user.name || user.email || 'them'}`} items={items} />
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
