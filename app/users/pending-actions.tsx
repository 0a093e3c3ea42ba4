import { useAskItem } from '../requests/use-ask.ts'
import { newId } from '../../shared/replica/ids.ts'
import { MailX, Send } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Menu } from '../../shared/ui/menu.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useInvitationActions } from './use-invitation-actions.ts'

/** Send again, take back: in the row of somebody who was invited. */
export function PendingActions({ replica, person }: { replica: Replica; person: Person }) {
  const [revoking, setRevoking] = useState(false)
  const askItem = useAskItem(replica)
  const askResend = useMemo(
    () => ({ type: 'invitation.resend', args: { userId: person.id, invitationId: newId('invitation') } }),
    [person.id],
  )
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
            ask: askItem(askResend),
            onSelect: () => void resend(),
          },
          {
            id: 'revoke',
            label: 'Take the invitation back',
            icon: <MailX />,
            danger: true,
            reason,
            ask: askItem({ type: 'invitation.revoke', args: { userId: person.id } }),
            onSelect: () => setRevoking(true),
          },
        ]}
      />
      {/* Only while it is open: this stands in each row of a long list. */}
      {revoking && <RevokeDialog replica={replica} person={person} open onClose={() => setRevoking(false)} />}
    </>
  )
}
