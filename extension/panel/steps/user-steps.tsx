import { ArrowLeftRight, AtSign, Ban, ExternalLink, MessageCircleQuestionMark } from 'lucide-preact'
import type { Asked } from '../../../shared/domain/model/request.ts'
import { Asking, isAsked } from '../../../shared/flows/ask-somebody.tsx'
import { ConfirmButton } from '../../../shared/flows/confirm-button.tsx'
import { whyNot } from '../../../shared/flows/people/may.ts'
import type { Send } from '../../../shared/flows/use-send.ts'
import type { Directory, Person } from '../../../shared/replica/directory/directory.ts'
import { Button } from '../../../shared/ui/button.tsx'
import { Inline } from '../../../shared/ui/layout.tsx'
import { Menu, type MenuItem } from '../../../shared/ui/menu.tsx'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'

export interface AboutUser extends InPanel {
  user: Person
  /** One for the whole card: what was refused is said under the person, wherever the button was. */
  send: Send
}

/** The next step with somebody who looks after something, where one may (HAND-3). The rest is in their menu. */
export function UserSteps({ replica, user, send }: AboutUser) {
  const { route } = usePanel()
  const directory = replica.directory.value
  const canHandOver = user.id !== replica.userId && whyNotHandOver(directory, user) === undefined
  const canUnblock = user.state === 'blocked' && whyNotBlock(directory, user) === undefined
  const waits = isAsked(replica, blocking(user))
  if (!canHandOver && !canUnblock && !waits) return null
  return (
    <div class="panel__steps">
      {waits && <Asking />}
      <Inline gap={2}>
        {canHandOver && (
          <Button
            size="s"
            icon={<ArrowLeftRight />}
            onClick={() => (route.value = { to: 'hand-over', from: user.id })}
          >
            Hand over
          </Button>
        )}
        {canUnblock && (
          <ConfirmButton
            size="s"
            variant="quiet"
            busy={send.busy.value}
            onClick={() => void send('user.unblock', { userId: user.id })}
          >
            Unblock
          </ConfirmButton>
        )}
      </Inline>
    </div>
  )
}

/** All that can be done with somebody who is here, or was; what I may not do says why (ROLE-11). */
export function UserMenu({ account, replica, user, send }: AboutUser) {
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
      ask: looksAfterNothing(directory, user)
        ? undefined
        : { label: PREPARE, onSelect: () => (route.value = { to: 'hand-over', from: user.id }) },
      onSelect: () => (route.value = { to: 'hand-over', from: user.id }),
    },
    {
      id: 'address',
      label: `Change ${whose} address`,
      icon: <AtSign />,
      reason: isHere ? whyNotChangeAddress(directory, user) : 'They have left.',
      ask: isHere
        ? { label: PREPARE, onSelect: () => (route.value = { to: 'address', userId: user.id }) }
        : undefined,
      onSelect: () => (route.value = { to: 'address', userId: user.id }),
    },
    ...(user.state === 'active'
      ? [
          {
            id: 'block',
            label: 'Block now',
            icon: <Ban />,
            reason: whyNotBlock(directory, user),
            onSelect: () => void send('user.block', blocking(user).args),
          },
        ]
      : []),
    ...(user.state === 'active' &&
    user.id !== replica.userId &&
    whyNotBlock(directory, user) !== undefined &&
    !isAsked(replica, blocking(user))
      ? [
          {
            id: 'ask-block',
            label: 'Ask somebody who may block them',
            icon: <MessageCircleQuestionMark />,
            onSelect: () =>
              void send('request.make', {
                requestId: replica.newId('request'),
                command: blocking(user),
              }),
          },
        ]
      : []),
    {
      id: 'page',
      label: `Open ${whose} page and records`,
      icon: <ExternalLink />,
      onSelect: () => void chrome.tabs.create({ url: `${account.server}/users/${user.id}` }),
    },
  ]
  return <Menu label={`More about ${user.name || user.email || 'them'}`} items={items} />
}

const PREPARE = 'Prepare it, and ask somebody who may'

const looksAfterNothing = (directory: Directory, user: Person): boolean =>
  directory.portfoliosHeldBy(user.id).length === 0

/** Undefined where at least a part of what they look after is within reach. */
function whyNotHandOver(directory: Directory, user: Person): string | undefined {
  const held = directory.portfoliosHeldBy(user.id)
  if (looksAfterNothing(directory, user)) return 'They look after nothing that you can see.'
  const standing = directory.standing(user.id)
  const refusals = held.map(({ workspaceId }) =>
    directory.can('hand over', { workspaceId, ...(standing && { user: standing }) }),
  )
  return refusals.includes(null) ? undefined : refusals[0]?.message
}

const blocking = (user: Person): Asked => ({ type: 'user.block', args: { userId: user.id } })

const whyNotBlock = (directory: Directory, user: Person): string | undefined => {
  const standing = directory.standing(user.id)
  return whyNot(directory, 'block, deactivate, restore', standing ? { user: standing } : {})
}

/** Anybody may start their own, and ask for a yes (HAND-18). */
function whyNotChangeAddress(directory: Directory, user: Person): string | undefined {
  if (user.id === directory.data.userId) return undefined
  const standing = directory.standing(user.id)
  return directory.can('switch account', { ...(standing && { user: standing }) })?.message
}
