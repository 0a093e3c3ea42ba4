import { Building2, ExternalLink, LogOut, Settings } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Menu, type MenuItem } from '../../shared/ui/menu.tsx'
import { writeAccount } from '../accounts.ts'
import { signOut } from '../sign-out.ts'
import type { InPanel } from './in-panel.ts'
import { usePanel } from './panel-state.ts'

/** Which organization, who else is here, and oneself: the account is always named, because several may be in use (MAIL-2). */
export function PanelHeader({ account, replica }: InPanel) {
  const { stored } = usePanel()
  const [offline, setOffline] = useState(false)
  const directory = replica.directory.value
  const me = directory.user(replica.userId)
  const name = me?.name || account.me.account.email
  const others = account.me.organizations.filter(
    (one) => one.state === 'active' && one.organizationId !== replica.organizationId,
  )
  const items: MenuItem[] = [
    ...others.map((one) => ({
      id: one.organizationId,
      label: one.name,
      icon: <Building2 />,
      onSelect: () => void writeAccount(stored, { ...account, organizationId: one.organizationId }),
    })),
    {
      id: 'app',
      label: 'Open Handover',
      icon: <ExternalLink />,
      separated: others.length > 0,
      onSelect: () => void chrome.tabs.create({ url: `${account.server}/` }),
    },
    {
      id: 'settings',
      label: 'Settings of the extension',
      icon: <Settings />,
      onSelect: () => chrome.runtime.openOptionsPage(),
    },
    {
      id: 'sign-out',
      label: `Sign out ${account.me.account.email}`,
      icon: <LogOut />,
      separated: true,
      onSelect: () => void signOut(stored, account).then((done) => setOffline(!done)),
    },
  ]
  return (
    <header class="panel__header">
      <div class="panel__who">
        <strong class="panel__organization">{organizationName(account, replica)}</strong>
        <span class="panel__account">
          <bdi>{account.me.account.email}</bdi>
        </span>
      </div>
      <Present replica={replica} />
      <Menu
        label={`${name}: your account`}
        trigger={<Avatar name={name} colourBy={replica.userId} photo={photoOf(replica, me)} size="s" />}
        items={items}
      />
      {offline && (
        <Banner tone="warning" announce onDismiss={() => setOffline(false)}>
          Signing out needs a connection, or the session would go on.
        </Banner>
      )}
    </header>
  )
}

/** The device may not know its organization yet. */
const organizationName = ({ me }: InPanel['account'], replica: InPanel['replica']): string =>
  replica.directory.value.about?.name ??
  me.organizations.find((one) => one.organizationId === replica.organizationId)?.name ??
  'Handover'

/** Who else is here now (SYNC-5). */
function Present({ replica }: Pick<InPanel, 'replica'>) {
  const others = replica.presence.others.value
  if (others.length === 0) return null
  const names = others.map((person) => person.name).join(', ')
  return (
    <span class="panel__present" role="img" aria-label={`Also here: ${names}`} title={`Also here: ${names}`}>
      {others.slice(0, 3).map(({ userId, name }) => (
        <Avatar
          key={userId}
          name={name}
          colourBy={userId}
          photo={photoOf(replica, replica.directory.value.user(userId))}
          size="s"
          online
        />
      ))}
    </span>
  )
}
