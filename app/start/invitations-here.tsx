import type { InvitationView } from '../../shared/protocol/http.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { AcceptInvitation } from '../invitation/accept-invitation.tsx'
import { InvitationFacts } from '../../shared/flows/invitation-facts.tsx'

/** Open invitations for the signed-in addresses: no link is needed to accept them (INV-2). */
export function InvitationsHere(props: {
  invitations: readonly InvitationView[]
  onAccepted: (organizationId: string) => Promise<void>
}) {
  return (
    <Stack gap={3}>
      {props.invitations.map((invitation) => (
        <Card
          key={invitation.id}
          title={
            invitation.purpose === 'switch'
              ? `Your new address at ${invitation.organizationName}`
              : `Invitation to ${invitation.organizationName}`
          }
        >
          <Stack>
            <InvitationFacts invitation={invitation} />
            <AcceptInvitation invitation={invitation} onAccepted={props.onAccepted} />
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}
