import { useEffect, useState } from 'preact/hooks'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { sessionOf, type SignedAccount } from '../accounts.ts'
import { InvitationCard } from './invitation-card.tsx'
import { usePanel } from './panel-state.ts'

/** The invitations that the open conversation links to, on the configured server and no other (MAIL-4). */
export function InvitationsInMail(props: { account: SignedAccount; directory?: Directory }) {
  const ids = useInvitationsInMail()
  return (
    <>
      {ids.map((id) => (
        <InvitationInMail key={id} id={id} {...props} />
      ))}
    </>
  )
}

/** Open ones for the account that no mail on screen links to. */
export function OtherInvitations({ account }: { account: SignedAccount }) {
  const inMail = useInvitationsInMail()
  return (
    <>
      {account.me.invitations
        .filter(({ id }) => !inMail.includes(id))
        .map((invitation) => (
          <InvitationCard key={invitation.id} account={account} invitation={invitation} />
        ))}
    </>
  )
}

function useInvitationsInMail(): string[] {
  const page = usePanel().link.page.value
  const view = page.status === 'seen' ? page.state.view : null
  return view?.kind === 'conversation' ? view.conversation.invitations.map(({ id }) => id) : []
}

type Looked =
  | { status: 'looking' }
  | { status: 'offline' }
  | { status: 'refused'; code: string; message: string }
  | { status: 'ok'; answer: InvitationView }

function InvitationInMail(props: { id: string; account: SignedAccount; directory?: Directory }) {
  const { id, account, directory } = props
  const [looked, setLooked] = useState<Looked>({ status: 'looking' })
  useEffect(() => {
    let gone = false
    const look = () =>
      void sessionOf(account)
        .look({ id })
        .then((reply) => !gone && setLooked(reply))
    look()
    addEventListener('online', look)
    return () => {
      gone = true
      removeEventListener('online', look)
    }
    // Asked again when something about the account changed: it may just have been accepted.
  }, [id, account.token, account.me.organizations.length])

  if (looked.status === 'looking') return <Loading>Looking at the invitation…</Loading>
  if (looked.status === 'offline')
    return (
      <Banner title="An invitation">
        The server can’t be reached, and only it knows what this invites to. It stays good meanwhile.
      </Banner>
    )
  if (looked.status === 'ok') return <InvitationCard account={account} invitation={looked.answer} />
  // One that I or a colleague have sent: whoever is in the conversation stands below, with their state.
  if (looked.code === 'wrong-account' && directory?.invitation(id)) return null
  if (looked.code === 'already-accepted') return <Banner tone="success">{looked.message}</Banner>
  return (
    <Banner tone="warning" title={TITLES[looked.code] ?? 'This invitation can’t be accepted here'} announce>
      {looked.message}
    </Banner>
  )
}

const TITLES: Record<string, string> = {
  'no-invitation': 'This is no invitation of your server',
  'wrong-account': 'This invitation is for another address',
  expired: 'This invitation has expired',
  revoked: 'This invitation was taken back',
  replaced: 'There is a newer invitation',
}
