import type { Standing } from '../../shared/domain/decide/actor.ts'
import {
  type AddressUse,
  type AddressUseKind,
  isSafeToDelete,
  quietDays,
} from '../../shared/domain/handover/address-uses.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { can } from '../../shared/domain/policy/can.ts'
import type { FormerAddress } from '../../shared/protocol/http.ts'
import { recordsWithAddress } from '../content/item-index.ts'
import { toHandover } from '../store/rows/handover.ts'
import type { Db } from '../store/store.ts'

interface Asking {
  db: Db
  organizationId: string
  /** Who asks: folders of other workspaces are counted, not named. */
  asker: Standing
  /** ISO. */
  now: string
}

/** Each address that the person had before, the latest first, with what still uses it (HAND-23). */
export async function usesOfFormerAddresses(asking: Asking, user: User): Promise<FormerAddress[]> {
  const since = await endsOf(asking, user)
  const found: FormerAddress[] = []
  for (const email of user.formerly.toReversed())
    found.push(await usesOf(asking, user, email, since.get(emailKey(email)) ?? user.createdAt))
  return found
}

async function usesOf(
  { db, organizationId, asker, now }: Asking,
  user: User,
  email: string,
  since: string,
): Promise<FormerAddress> {
  const key = emailKey(email)
  const rows = await db
    .selectFrom('address_uses')
    .select(['kind', 'uses', 'last_at'])
    .where('organization_id', '=', organizationId)
    .where('email_key', '=', key)
    .orderBy('last_at', 'desc')
    .execute()
  const uses = rows.map((row): AddressUse => ({
    kind: row.kind as AddressUseKind,
    count: row.uses,
    lastAt: row.last_at,
  }))
  const folders = await recordsWithAddress(db, organizationId, key)
  const records = folders.reduce((sum, { count }) => sum + count, 0)
  const seen = folders.filter(({ workspaceId }) => can(asker, 'edit items', { workspaceId }) === null)
  const another = await db
    .selectFrom('users')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('email_key', '=', key)
    .where('state', '<>', 'erased')
    .where('user_id', '<>', user.id)
    .executeTakeFirst()
  const address = { since, uses, records }
  return {
    email,
    ...address,
    folders: seen,
    nowOf: another?.user_id ?? null,
    quietDays: quietDays(address, now),
    safeToDelete: another === undefined && isSafeToDelete(address, now),
  }
}

/** When each of the addresses stopped being the person's, as the changes of address tell. */
async function endsOf({ db, organizationId }: Asking, user: User): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('handovers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('from_user_id', '=', user.id)
    .where('kind', '=', 'switch')
    .where('state', '=', 'done')
    .orderBy('done_at')
    .execute()
  return new Map(
    rows
      .map(toHandover)
      .flatMap((handover) =>
        handover.kind === 'switch' && handover.doneAt ? [[emailKey(handover.oldEmail), handover.doneAt]] : [],
      ),
  )
}
