import type { Db } from '../store/store.ts'

/**
 * May this account give what its device had not sent for this user? It sits in them, deactivated, or sat in them before
 * their address was changed, or they were put out of a workspace. Nothing is shown to it.
 */
export async function mayGive(
  db: Db,
  organizationId: string,
  userId: string,
  accountId: string,
): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select(['account_id', 'state', 'put_out'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!user || user.state === 'erased') return false
  if (user.account_id === accountId)
    return user.state === 'deactivated' || (user.state === 'active' && user.put_out !== '[]')
  const before = await db
    .selectFrom('sat_before')
    .select('handover_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return before !== undefined
}
