import { isClaimed } from '../../shared/domain/handover/owner-claim.ts'
import { toOrganization } from '../store/rows/organization.ts'
import { toUser } from '../store/rows/user.ts'
import type { Db } from '../store/store.ts'
import { emailKey } from '../../shared/domain/model/email.ts'

export interface OwnerClaim {
  organizationId: string
  ownerUserId: string
  name: string
  /** Who takes it over. */
  by: string
  at: string
}

/**
 * Organizations that somebody takes over, and whose owner this account's person is: it sits in the owner, whatever their
 * state, or it has proven an address that the owner has or had (ROLE-9). `now` is ISO.
 */
export async function ownerClaimsOf(
  db: Db,
  account: { id: string; emailKeys: string[] },
  now: string,
): Promise<OwnerClaim[]> {
  const rows = await db
    .selectFrom('organizations')
    .selectAll()
    .where('owner_claim_at', 'is not', null)
    .execute()
  const claims: OwnerClaim[] = []
  for (const organization of rows.map(toOrganization)) {
    if (!isClaimed(organization, now)) continue
    const { id, name, ownerUserId, ownerClaim } = organization
    const people = await db
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', id)
      .where('user_id', 'in', [ownerUserId, ownerClaim.by])
      .execute()
    const owner = people.find((row) => row.user_id === ownerUserId)
    if (!owner) continue
    const { emailKey: key, formerly } = toUser(owner)
    const theirs = [key, ...formerly.map(emailKey)]
    if (owner.account_id !== account.id && !account.emailKeys.some((one) => theirs.includes(one))) continue
    const by = people.find((row) => row.user_id === ownerClaim.by)
    claims.push({
      organizationId: id,
      ownerUserId,
      name,
      by: by?.name || by?.email || 'An Admin',
      at: ownerClaim.at,
    })
  }
  return claims
}
