import { useEffect } from 'preact/hooks'
import { Button } from '../shared/ui/button.tsx'
import { EmptyState } from '../shared/ui/empty-state.tsx'
import { Loading } from '../shared/ui/loading.tsx'
import { useApp } from './app-context.ts'
import { WorkspaceFrame } from './frame/workspace-frame.tsx'
import { InvitationScreen } from './invitation/invitation-screen.tsx'
import { link } from './link.ts'
import { LockedScreen } from './locked-screen.tsx'
import { PublicPage } from './public-page.tsx'
import { matchPath } from './router.ts'
import { useRouter } from './router-context.ts'
import { SignInScreen } from './sign-in/sign-in-screen.tsx'
import { StartScreen } from './start/start-screen.tsx'

/** Chooses between signing in, starting, an invitation, and the organization that is open. */
export function App() {
  const { state } = useApp()
  const { path } = useRouter().place.value
  const signed = state.signed.value
  useEffect(() => {
    const ask = () => void state.refresh()
    ask()
    addEventListener('online', ask)
    return () => removeEventListener('online', ask)
  }, [])

  const ended = state.locked.value
  if (ended) return <LockedScreen ended={ended} />
  const invitation = matchPath('/invitation/:id', path)
  if (invitation) return <InvitationScreen key={invitation.id} id={invitation.id} />
  if (signed.status === 'loading')
    return (
      <PublicPage>
        <Loading>Opening Handover…</Loading>
      </PublicPage>
    )
  if (signed.status === 'unreachable')
    return (
      <PublicPage>
        <EmptyState
          title="The server can’t be reached"
          action={<Button onClick={() => void state.refresh()}>Try again</Button>}
        >
          Nothing of your organization is on this device yet, so it can’t be opened without a connection.
        </EmptyState>
      </PublicPage>
    )
  if (signed.status === 'signed-out') return <SignInScreen />
  const { me } = signed
  const active = me.organizations.filter((o) => o.state === 'active')
  const only = active.length === 1 && me.invitations.length === 0 ? active[0] : undefined
  const chosen = active.find((o) => o.organizationId === state.organizationId.value) ?? only
  if (!chosen || path === link.start) return <StartScreen me={me} />
  return (
    <WorkspaceFrame
      key={`${chosen.organizationId}/${chosen.userId}`}
      organizationId={chosen.organizationId}
      userId={chosen.userId}
      accountId={me.account.id}
    />
  )
}
