import type { Invitation } from '../../../shared/domain/model/invitation.ts'
import type { InvitationRow } from '../schema/directory.ts'
import type { RowMapper } from './mapper.ts'

export const toInvitation = (row: Omit<InvitationRow, 'token_nonce'>): Invitation => ({
  id: row.invitation_id,
  userId: row.user_id,
  purpose: row.purpose as Invitation['purpose'],
  handoverId: row.handover_id,
  email: row.email,
  emailKey: row.email_key,
  invitedBy: row.invited_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  state: row.state as Invitation['state'],
})

/** The link's token is no part of the row: it is made when the mail is written (auth/invitation-token.ts). */
export const invitationMapper: RowMapper<'invitation'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('invitations')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('invitation_id', '=', key)
      .executeTakeFirst()
    return row ? toInvitation(row) : null
  },
  async put(tx, organizationId, invitation) {
    const values = {
      user_id: invitation.userId,
      purpose: invitation.purpose,
      handover_id: invitation.handoverId,
      email: invitation.email,
      email_key: invitation.emailKey,
      invited_by: invitation.invitedBy,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
      state: invitation.state,
    }
    await tx
      .insertInto('invitations')
      .values({ organization_id: organizationId, invitation_id: invitation.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'invitation_id']).doUpdateSet(values))
      .execute()
  },
  async remove(tx, organizationId, key) {
    await tx
      .deleteFrom('invitations')
      .where('organization_id', '=', organizationId)
      .where('invitation_id', '=', key)
      .execute()
  },
}
