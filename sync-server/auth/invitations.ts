import type { Invitation } from '../../shared/domain/model/invitation.ts'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { toInvitation } from '../store/rows/invitation.ts'
import type { Db } from '../store/store.ts'
import { sameText, type Secret } from './secret.ts'

export interface FoundInvitation {
  organizationId: string
  invitation: Invitation
  tokenNonce: string | null
}

/** The invitation by its id, in whatever organization; null when there is none. */
export async function findInvitation(db: Db, invitationId: string): Promise<FoundInvitation | null> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  return row
    ? { organizationId: row.organization_id, invitation: toInvitation(row), tokenNonce: row.token_nonce }
    : null
}

/** Is this the token of the link that was mailed last? */
export const isItsToken = (
  secret: Secret,
  { invitation, tokenNonce }: FoundInvitation,
  token: string,
): boolean => tokenNonce !== null && sameText(secret.invitationToken(invitation.id, tokenNonce), token)

/** Open invitations to these addresses, in all organizations. */
export async function openInvitationsFor(
  db: Db,
  emailKeys: string[],
  now: string,
): Promise<InvitationView[]> {
  if (emailKeys.length === 0) return []
  const rows = await db
    .selectFrom('invitations')
    .selectAll()
    .where('email_key', 'in', emailKeys)
    .where('state', '=', 'pending')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute()
  return Promise.all(rows.map((row) => viewOf(db, row.organization_id, toInvitation(row))))
}

/** What an invited person may know before accepting (INV-4). */
export async function viewOf(
  db: Db,
  organizationId: string,
  invitation: Invitation,
): Promise<InvitationView> {
  const organization = await db
    .selectFrom('organizations')
    .select('name')
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const people = await db
    .selectFrom('users')
    .select(['user_id', 'name', 'email', 'role'])
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', [invitation.invitedBy, invitation.userId])
    .execute()
  const inviter = people.find((row) => row.user_id === invitation.invitedBy)
  const user = people.find((row) => row.user_id === invitation.userId)
  const workspaces = await db
    .selectFrom('memberships')
    .innerJoin('workspaces', (join) =>
      join
        .onRef('workspaces.organization_id', '=', 'memberships.organization_id')
        .onRef('workspaces.workspace_id', '=', 'memberships.workspace_id'),
    )
    .select('workspaces.name')
    .where('memberships.organization_id', '=', organizationId)
    .where('memberships.user_id', '=', invitation.userId)
    .orderBy('workspaces.name')
    .execute()
  return {
    id: invitation.id,
    purpose: invitation.purpose,
    organizationName: organization.name,
    invitedByName: inviter?.name ?? '',
    invitedByEmail: inviter?.email ?? '',
    email: invitation.email,
    role: user?.role ?? '',
    workspaceNames: workspaces.map((row) => row.name),
    expiresAt: invitation.expiresAt,
  }
}
