import { MailX, Send } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Person } from '../../shared/replica/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Menu } from '../../shared/ui/menu.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useInvitationActions } from './use-invitation-actions.ts'

/** Send again, take back: in the row of somebody who was invited. */
export function PendingActions({ replica, person }: { replica: Replica; person: Person }) {
  const [revoking, setRevoking] = useState(false)
  const { resend, reason } = useInvitationActions(replica, person)
  return (
    <>
      <Menu
        label={`More about ${personName(person)}`}
        items={[
          {
            id: 'resend',
            label: 'Send again',
            icon: <Send />,
            reason,
            onSelect: () => void resend(),
          },
          {
            id: 'revoke',
            label: 'Take the invitation back',
            icon: <MailX />,
            danger: true,
            reason,
            onSelect: () => setRevoking(true),
          },
        ]}
      />
      <RevokeDialog replica={replica} person={person} open={revoking} onClose={() => setRevoking(false)} />
    </>
  )
}
