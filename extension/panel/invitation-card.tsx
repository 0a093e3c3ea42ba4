import { AcceptInvitation, invitationTitle } from '../../shared/flows/accept-invitation.tsx'
import { InvitationFacts } from '../../shared/flows/invitation-facts.tsx'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { sessionOf, type SignedAccount, writeAccount } from '../accounts.ts'
import { usePanel } from './panel-state.ts'

export interface InvitationCardProps {
  account: SignedAccount
  /** As the server tells it to this account: the mail's own words don't count (MAIL-4). */
  invitation: InvitationView
}

/** An invitation for this account, and the button that accepts it; then its organization opens. */
export function InvitationCard({ account, invitation }: InvitationCardProps) {
  const { stored } = usePanel()
  const session = sessionOf(account)
  return (
    <Card title={invitationTitle(invitation)}>
      <Stack>
        <InvitationFacts invitation={invitation} />
        <AcceptInvitation
          session={session}
          invitation={invitation}
          accountName={account.me.account.name}
          onAccepted={async (organizationId) => {
            const me = await session.me()
            await writeAccount(stored, {
              ...account,
              organizationId,
              ...(me.status === 'ok' && { me: me.answer }),
            })
          }}
        />
      </Stack>
    </Card>
  )
}
