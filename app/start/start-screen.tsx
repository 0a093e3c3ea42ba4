import { useState } from 'preact/hooks'
import type { MeAnswer } from '../../shared/protocol/http.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'
import { OrLine } from '../../shared/ui/or-line.tsx'
import { PublicPage } from '../public-page.tsx'
import { useRouter } from '../router-context.ts'
import { useTitle } from '../use-title.ts'
import { FoundForm } from './found-form.tsx'
import { InvitationsHere } from './invitations-here.tsx'
import { OwnerClaimsHere } from './owner-claims-here.tsx'
import { OrganizationList } from './organization-list.tsx'

/** For an account that has to choose where to go: organizations, invitations, a new organization, the demo. */
export function StartScreen({ me }: { me: MeAnswer }) {
  useTitle('Start')
  const { session, state } = useApp()
  const router = useRouter()
  const founding = router.place.value.query.has('new')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const somewhere = me.organizations.length > 0 || me.invitations.length > 0

  const open = (organizationId: string) => {
    state.choose(organizationId)
    router.go(link.home)
  }
  const found = () => router.go(link.found)
  const enter = async (organizationId: string) => {
    await state.refresh()
    open(organizationId)
  }
  const demo = async () => {
    setBusy(true)
    setProblem(undefined)
    const reply = await session.demo()
    setBusy(false)
    if (reply.status === 'offline')
      return setProblem('The server can’t be reached. Try again when you are online.')
    if (reply.status === 'refused') return setProblem(reply.message)
    await enter(reply.answer.organizationId)
  }
  const signOut = async () => {
    if (!(await state.signOut())) setProblem('Signing out needs a connection. Try again when you are online.')
  }
  if (founding)
    return (
      <PublicPage>
        <FoundForm me={me} onFounded={enter} onCancel={() => router.go(link.start)} />
      </PublicPage>
    )
  return (
    <PublicPage>
      <Stack gap={5}>
        <Stack gap={2}>
          <h1>{somewhere ? 'Where to?' : 'Welcome to Handover'}</h1>
          <p class="public__muted">
            Signed in as <bdi>{me.account.email}</bdi>.
          </p>
        </Stack>
        {problem && (
          <Banner tone="warning" announce>
            {problem}
          </Banner>
        )}
        <OwnerClaimsHere claims={me.ownerClaims ?? []} />
        {me.invitations.length > 0 && (
          <InvitationsHere invitations={me.invitations} accountName={me.account.name} onAccepted={enter} />
        )}
        {me.organizations.length > 0 && <OrganizationList organizations={me.organizations} onOpen={open} />}
        {somewhere ? (
          <Inline>
            <Button onClick={found}>Create an organization</Button>
            <Button busy={busy} onClick={() => void demo()}>
              Try a demo organization
            </Button>
          </Inline>
        ) : (
          <Stack gap={3}>
            <Button variant="primary" wide onClick={found}>
              Create an organization
            </Button>
            <OrLine>or</OrLine>
            <Button wide busy={busy} onClick={() => void demo()}>
              Try a demo organization
            </Button>
            <p class="public__muted">
              The demo has 20 invented colleagues, two workspaces and 5,000 records. Nobody is ever mailed.
            </p>
            <p class="public__muted">
              Were you invited? Open the link in the mail, or sign in with the address it was sent to.
            </p>
          </Stack>
        )}
        <Inline justify="end">
          <Button variant="quiet" onClick={() => void signOut()}>
            Sign out
          </Button>
        </Inline>
      </Stack>
    </PublicPage>
  )
}
