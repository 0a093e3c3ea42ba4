import { isClaimed, isOfOwnerByAnother } from '../../shared/domain/handover/owner-claim.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { OWNER_HOURS } from '../../shared/domain/model/handover.ts'
import { hoursAfter } from '../../shared/domain/model/time.ts'
import { toHandover } from '../store/rows/handover.ts'
import { organizationMapper, toOrganization } from '../store/rows/organization.ts'
import { toSignIn } from '../store/rows/sign-in.ts'
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
  /** Nor that: another Google account came with the owner's address, and an Admin may say that it is theirs. */
  newAccount?: true
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
    ...(await comeAgain(db)),
  ]) {
    const { id, name, ownerUserId } = organization
    const people = await db
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', id)
      .where('user_id', 'in', [ownerUserId, userId ?? ownerUserId])
      .execute()
    const owner = people.find((row) => row.user_id === ownerUserId)
    if (!owner) continue
    const { emailKey: key, formerly } = toUser(owner)
    const theirs = [key, ...formerly.map(emailKey)]
    if (owner.account_id !== account.id && !account.emailKeys.some((one) => theirs.includes(one))) continue
    const by = userId === null ? null : people.find((row) => row.user_id === userId)
    claims.push({ organizationId: id, ownerUserId, name, by: by?.name || by?.email || 'An Admin', ...claim })
  }
  return claims
}

interface Said {
  organization: Organization
  /** Who says so; null: nobody yet. */
  userId: string | null
  at: string
  newEmail?: string
  newAccount?: true
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

async function comeAgain(db: Db): Promise<Said[]> {
  const rows = await db
    .selectFrom('sign_ins')
    .innerJoin('organizations', (join) =>
      join
        .onRef('organizations.organization_id', '=', 'sign_ins.organization_id')
        .onRef('organizations.owner_user_id', '=', 'sign_ins.user_id'),
    )
    .selectAll('sign_ins')
    .where('sign_ins.claim', 'is not', null)
    .execute()
  const said: Said[] = []
  for (const row of rows) {
    const { claim } = toSignIn(row)
    const organization = await organizationMapper.read(db as Tx, row.organization_id, row.organization_id)
    if (organization && claim)
      said.push({ organization, userId: null, at: hoursAfter(claim.askedAt, OWNER_HOURS), newAccount: true })
  }
  return said
}
