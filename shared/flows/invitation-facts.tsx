import type { InvitationView } from '../protocol/http.ts'
import { KeyValue } from '../ui/key-value.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { roleName } from './people/words.ts'

/** Who invites whom to what (INV-4). */
export function InvitationFacts({ invitation }: { invitation: InvitationView }) {
  const { invitedByName, invitedByEmail, email, role, workspaceNames, expiresAt, purpose } = invitation
  const by = invitedByName ? `${invitedByName} (${invitedByEmail})` : invitedByEmail
  return (
    <KeyValue
      items={[
        { label: purpose === 'switch' ? 'Started by' : 'Invited by', value: <bdi>{by}</bdi> },
        { label: purpose === 'switch' ? 'New address' : 'For', value: <bdi>{email}</bdi> },
        { label: 'Role', value: roleName(role) },
        { label: 'Workspaces', value: workspaceNames.join(', ') || 'None yet' },
        { label: 'Open until', value: <RelativeTime at={Date.parse(expiresAt)} /> },
      ]}
    />
  )
}
