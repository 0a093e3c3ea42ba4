import { Building2, LogOut, Settings, UserRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { link } from '../link.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { SignOutDialog } from '../preferences/sign-out-dialog.tsx'

/** Oneself, at the end of the header. */
export function AccountMenu({ replica }: { replica: Replica }) {
  const [signingOut, setSigningOut] = useState(false)
  const me = replica.directory.value.user(replica.userId)
  const name = me?.name || me?.email || 'You'
  return (
    <>
      <Menu
        label={`${name}: your account`}
        trigger={
          <Avatar name={name} colourBy={replica.userId} photo={me ? photoOf(replica, me) : undefined} />
        }
        items={[
          { id: 'page', label: 'Your page', icon: <UserRound />, href: link.user(replica.userId) },
          { id: 'preferences', label: 'Preferences', icon: <Settings />, href: link.preferences },
          { id: 'organizations', label: 'Organizations', icon: <Building2 />, href: link.start },
          {
            id: 'sign-out',
            label: 'Sign out here',
            icon: <LogOut />,
            separated: true,
            onSelect: () => setSigningOut(true),
          },
        ]}
      />
      <SignOutDialog replica={replica} open={signingOut} onClose={() => setSigningOut(false)} />
    </>
  )
}
