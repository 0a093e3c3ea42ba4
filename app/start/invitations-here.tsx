import type { InvitationView } from '../../shared/protocol/http.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { AcceptInvitation, invitationTitle } from '../../shared/flows/accept-invitation.tsx'
import { useApp } from '../app-context.ts'
import { InvitationFacts } from '../../shared/flows/invitation-facts.tsx'

/** Open invitations for the signed-in addresses: no link is needed to accept them (INV-2). */
export function InvitationsHere(props: {
  invitations: readonly InvitationView[]
  /** What the account is called so far. */
  accountName: string
  onAccepted: (organizationId: string) => Promise<void>
}) {
  const { session } = useApp()
  return (
    <Stack gap={3}>
      {props.invitations.map((invitation) => (
        <Card key={invitation.id} title={invitationTitle(invitation)}>
          <Stack>
            <InvitationFacts invitation={invitation} />
            <AcceptInvitation
              session={session}
              accountName={props.accountName}
              invitation={invitation}
              onAccepted={props.onAccepted}
            />
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}
