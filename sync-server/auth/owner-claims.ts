import { isClaimed, isOfOwnerByAnother } from '../../shared/domain/handover/owner-claim.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { toHandover } from '../store/rows/handover.ts'
import { organizationMapper, toOrganization } from '../store/rows/organization.ts'
import { toUser } from '../store/rows/user.ts'
import type { Db, Tx } from '../store/store.ts'
import { emailKey } from '../../shared/domain/model/email.ts'

export interface OwnerClaim {
  organizationId: string
  ownerUserId: string
  name: string
  /** Who does it. */
  by: string
  at: string
  /** They do not take it over, but give the owner this address. */
  newEmail?: string
}

/**
 * Organizations that somebody takes over, or whose owner somebody gives another address, and whose owner this account's person
 * is: it sits in the owner, whatever their state, or it has proven an address that the owner has or had (ROLE-9). `now` is ISO.
 */
export async function ownerClaimsOf(
  db: Db,
  account: { id: string; emailKeys: string[] },
  now: string,
): Promise<OwnerClaim[]> {
  const claims: OwnerClaim[] = []
  for (const { organization, userId, ...claim } of [
    ...(await takenOver(db, now)),
    ...(await readdressed(db)),
  ]) {
    const { id, name, ownerUserId } = organization
    const people = await db
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', id)
      .where('user_id', 'in', [ownerUserId, userId])
      .execute()
    const owner = people.find((row) => row.user_id === ownerUserId)
    if (!owner) continue
    const { emailKey: key, formerly } = toUser(owner)
    const theirs = [key, ...formerly.map(emailKey)]
    if (owner.account_id !== account.id && !account.emailKeys.some((one) => theirs.includes(one))) continue
    const by = people.find((row) => row.user_id === userId)
    claims.push({ organizationId: id, ownerUserId, name, by: by?.name || by?.email || 'An Admin', ...claim })
  }
  return claims
}

interface Said {
  organization: Organization
  /** Who says so. */
  userId: string
  at: string
  newEmail?: string
}

async function takenOver(db: Db, now: string): Promise<Said[]> {
  const rows = await db
    .selectFrom('organizations')
    .selectAll()
    .where('owner_claim_at', 'is not', null)
    .execute()
  return rows
    .map(toOrganization)
    .filter((organization) => isClaimed(organization, now))
    .map((organization) => {
      const { by, at } = organization.ownerClaim
      return { organization, userId: by, at }
    })
}

async function readdressed(db: Db): Promise<Said[]> {
  const rows = await db
    .selectFrom('handovers')
    .innerJoin('organizations', (join) =>
      join
        .onRef('organizations.organization_id', '=', 'handovers.organization_id')
        .onRef('organizations.owner_user_id', '=', 'handovers.from_user_id'),
    )
    .selectAll('handovers')
    .where('handovers.kind', '=', 'switch')
    .where('handovers.state', '=', 'waiting')
    .execute()
  const said: Said[] = []
  for (const row of rows) {
    const change = toHandover(row)
    const organization = await organizationMapper.read(db as Tx, row.organization_id, row.organization_id)
    if (organization && isOfOwnerByAnother(change))
      said.push({
        organization,
        userId: change.approvedBy ?? change.startedBy,
        at: change.notBefore,
        newEmail: change.newEmail,
      })
  }
  return said
}
