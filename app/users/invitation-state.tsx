import { isOpenInvitation } from '../../shared/domain/model/invitation.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'

/** When the invitation was sent, or that it has expired (INV-3). */
export function InvitationState({ directory, userId }: { directory: Directory; userId: string }) {
  const invitation = directory.pendingInvitationOf(userId)
  if (!invitation) return <>not sent yet</>
  if (!isOpenInvitation(invitation, new Date().toISOString())) return <Badge tone="warning">Expired</Badge>
  return (
    <>
      sent <RelativeTime at={Date.parse(invitation.createdAt)} />
    </>
  )
}
