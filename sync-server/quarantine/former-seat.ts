import { refuse, type Refusal } from '../../shared/domain/decide/decision.ts'
import { STILL_ACTIVE } from '../../shared/protocol/quarantine.ts'
import type { Db } from '../store/store.ts'

const NOTHING_HERE = refuse('not-in-organization', 'Nothing of yours is kept in this organization.')
const IN_AGAIN = refuse(STILL_ACTIVE, 'You have access. What was not sent can be sent.')

/**
 * What stands against it, if anything: may this account give what its device had not sent for this user? It sits in them, deactivated, or sat in them before
 * their address was changed, or they were put out of a workspace. Nothing is shown to it.
 */
export async function refusalToGive(
  db: Db,
  organizationId: string,
  userId: string,
  accountId: string,
): Promise<Refusal | null> {
  const user = await db
    .selectFrom('users')
    .select(['account_id', 'state', 'put_out'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!user || user.state === 'erased') return NOTHING_HERE
  if (user.account_id === accountId) {
    if (user.state === 'deactivated' || (user.state === 'active' && user.put_out !== '[]')) return null
    return user.state === 'active' ? IN_AGAIN : NOTHING_HERE
  }
  const before = await db
    .selectFrom('sat_before')
    .select('handover_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return before ? null : NOTHING_HERE
}
