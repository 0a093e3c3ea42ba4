import { Stack } from '../../shared/ui/layout.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import type { SignedAccount } from '../accounts.ts'
import { PlainPage } from './plain-page.tsx'
import { usePanel } from './panel-state.ts'
import { SignIn } from './sign-in.tsx'

/** Nobody has signed in for the Gmail account beside the panel; somebody may have for another one, and that is said (MAIL-2). */
export function SignInPage({ gmail, others }: { gmail: string; others: readonly SignedAccount[] }) {
  const { link } = usePanel()
  const page = link.page.value
  const view = page.status === 'seen' ? page.state.view : null
  const invitations = view?.kind === 'conversation' ? view.conversation.invitations.length : 0
  const addresses = others.map((other) => other.me.account.email)
  return (
    <PlainPage>
      <Stack gap={5}>
        <Stack gap={2}>
          <h1>Sign in to Handover</h1>
          <p class="panel__muted">
            This Gmail belongs to <strong>{gmail}</strong>.
          </p>
        </Stack>
        {invitations > 0 && (
          <Banner title="There is an invitation in this conversation">
            Sign in as {gmail} to see who invites you to what.
          </Banner>
        )}
        {addresses.length > 0 && (
          <Banner title={`Signed in as ${addresses.join(' and ')} so far`}>
            That is another account, so nothing is shown or done for it here.
          </Banner>
        )}
        <SignIn email={gmail} />
      </Stack>
    </PlainPage>
  )
}
