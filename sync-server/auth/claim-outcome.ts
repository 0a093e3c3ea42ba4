import { newId } from '../new-id.ts'
import type { Tx } from '../store/store.ts'
import { accountOfIdentity, giveAddress, holderOfAddress, linkIdentity } from './identities.ts'

/** An Admin said yes: the identity's account sits in the user, and the address is its. Part of the command's transaction. */
export async function carryOutClaim(
  tx: Tx,
  organizationId: string,
  { userId, claimId }: { userId: string; claimId: string },
  now: string,
): Promise<void> {
  const claim = await tx
    .deleteFrom('identity_claims')
    .where('organization_id', '=', organizationId)
    .where('claim_id', '=', claimId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const user = await tx
    .selectFrom('users')
    .select(['account_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  const { issuer, subject, email } = claim
  const known = await accountOfIdentity(tx, { issuer, subject })
  const accountId = known?.accountId ?? newId('account')
  if (!known) {
    await tx
      .insertInto('accounts')
      .values({ account_id: accountId, name: user.name || claim.name, created_at: now })
      .execute()
    await linkIdentity(tx, { issuer, subject, email, name: claim.name }, accountId, now)
  }
  const holder = await holderOfAddress(tx, email)
  // Who proved the address after all this keeps it.
  if (holder === null || holder === user.account_id) await giveAddress(tx, email, accountId, now)
  await tx
    .updateTable('users')
    .set({ account_id: accountId })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}

/** An Admin said that it is somebody else. */
export const dismissClaim = (tx: Tx, organizationId: string, claimId: string, now: string) =>
  tx
    .updateTable('identity_claims')
    .set({ dismissed_at: now })
    .where('organization_id', '=', organizationId)
    .where('claim_id', '=', claimId)
    .execute()
