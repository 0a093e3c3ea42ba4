import { MailX } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'
import { PublicPage } from '../public-page.tsx'
import { useRouter } from '../router-context.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { useTitle } from '../use-title.ts'
import { AcceptInvitation } from '../../shared/flows/accept-invitation.tsx'
import { InvitationFacts } from '../../shared/flows/invitation-facts.tsx'
import { dropToken, takeToken } from './link-token.ts'
import { WrongAccount } from './wrong-account.tsx'

type Looked =
  | { status: 'looking' }
  | { status: 'offline' }
  | { status: 'refused'; code: string; message: string }
  | { status: 'open'; invitation: InvitationView }

/** The page behind an invitation's link: who invites whom to what, and what to do now. Looking consumes nothing (INV-4). */
export function InvitationScreen({ id }: { id: string }) {
  useTitle('Invitation')
  const { session, state } = useApp()
  const router = useRouter()
  const [token] = useState(() => takeToken(window, id))
  const [looked, setLooked] = useState<Looked>({ status: 'looking' })
  const signed = state.signed.value
  const accountId = signed.status === 'signed-in' ? signed.me.account.id : null

  const look = async () => {
    setLooked({ status: 'looking' })
    const reply = await session.look({ id, ...(token && { token }) })
    setLooked(reply.status === 'ok' ? { status: 'open', invitation: reply.answer } : reply)
  }
  useEffect(() => void look(), [id, accountId])

  const accepted = async (organizationId: string) => {
    dropToken(window, id)
    await state.refresh()
    state.choose(organizationId)
    router.go(link.home, { replace: true })
  }
  if (looked.status === 'looking' || signed.status === 'loading')
    return (
      <PublicPage>
        <Loading>Looking at the invitation…</Loading>
      </PublicPage>
    )
  if (looked.status === 'offline')
    return (
      <PublicPage>
        <EmptyState
          title="The server can’t be reached"
          action={<Button onClick={() => void look()}>Try again</Button>}
        >
          An invitation is accepted online. The link stays good; nothing is lost.
        </EmptyState>
      </PublicPage>
    )
  if (looked.status === 'refused') return <ClosedInvitation {...looked} />

  const { invitation } = looked
  const mine =
    signed.status === 'signed-in' &&
    signed.me.account.emails.some((email) => emailKey(email) === emailKey(invitation.email))
  return (
    <PublicPage>
      <Stack gap={5}>
        <h1>{headline(invitation)}</h1>
        <InvitationFacts invitation={invitation} />
        {signed.status !== 'signed-in' ? (
          <Stack gap={3}>
            <p>
              To accept, sign in with <strong>{invitation.email}</strong>.
            </p>
            <SignInForm key={invitation.email} fixedEmail={invitation.email} />
          </Stack>
        ) : mine ? (
          <AcceptInvitation
            session={session}
            accountName={signed.me.account.name}
            invitation={invitation}
            onAccepted={accepted}
            onRefused={(code, message) => setLooked({ status: 'refused', code, message })}
          />
        ) : (
          <WrongAccount invited={invitation.email} signedInAs={signed.me.account.email} />
        )}
      </Stack>
    </PublicPage>
  )
}

function headline({ purpose, organizationName, invitedByName, invitedByEmail }: InvitationView): string {
  if (purpose === 'switch') return `Your new address at ${organizationName}`
  return `${invitedByName || invitedByEmail} invites you to ${organizationName}`
}

/** Accepted, expired, taken back, replaced, or never known: the server's sentence says what to do. */
function ClosedInvitation({ code, message }: { code: string; message: string }) {
  const title =
    {
      'already-accepted': 'Already accepted',
      expired: 'This invitation has expired',
      revoked: 'This invitation was taken back',
      replaced: 'There is a newer invitation',
    }[code] ?? 'This invitation can’t be opened'
  return (
    <PublicPage>
      <EmptyState
        icon={<MailX />}
        title={title}
        action={<LinkButton href={link.home}>Open Handover</LinkButton>}
      >
        {message}
      </EmptyState>
    </PublicPage>
  )
}
