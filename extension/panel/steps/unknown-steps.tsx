import { AtSign, UserPlus } from 'lucide-preact'
import { whyNotInviteAnybody } from '../../../shared/flows/people/may.ts'
import { Button } from '../../../shared/ui/button.tsx'
import { Menu } from '../../../shared/ui/menu.tsx'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import type { PersonHere } from '../people-here.ts'

/** Nobody here has this address: invite them. */
export function UnknownSteps({ replica, person }: InPanel & { person: PersonHere }) {
  const { route } = usePanel()
  const { email, name } = person
  return (
    <div class="panel__steps">
      <Button
        size="s"
        icon={<UserPlus />}
        reason={whyNotInviteAnybody(replica.directory.value)}
        ask={() => (route.value = { to: 'invite', email, name: name.slice(0, 120) })}
        onClick={() => (route.value = { to: 'invite', email, name: name.slice(0, 120) })}
      >
        Invite
      </Button>
    </div>
  )
}

/** Or it is the new address of somebody (HAND-2). */
export function UnknownMenu({ person: { email, name } }: { person: PersonHere }) {
  const { route } = usePanel()
  return (
    <Menu
      label={`More about ${name || email}`}
      items={[
        {
          id: 'address',
          label: 'New address of somebody here',
          icon: <AtSign />,
          onSelect: () => (route.value = { to: 'whose-address', email }),
        },
      ]}
    />
  )
}
