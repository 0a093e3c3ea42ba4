import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import type { SignedAccount } from '../accounts.ts'
import { signOut } from '../sign-out.ts'
import { usePanel } from './panel-state.ts'

/** Signs one account out of this extension, where no organization is open. */
export function SignOutButton({ account }: { account: SignedAccount }) {
  const { stored } = usePanel()
  const [busy, setBusy] = useState(false)
  const [offline, setOffline] = useState(false)
  const click = async () => {
    setBusy(true)
    const done = await signOut(stored, account)
    setBusy(false)
    setOffline(!done)
  }
  return (
    <Stack gap={3}>
      {offline && (
        <Banner tone="warning" announce>
          Signing out needs a connection, or the session would go on.
        </Banner>
      )}
      <Button variant="quiet" size="s" busy={busy} onClick={() => void click()}>
        Sign out {account.me.account.email}
      </Button>
    </Stack>
  )
}
