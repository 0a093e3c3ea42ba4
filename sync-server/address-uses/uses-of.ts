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
import { readsOwnCopy } from '../../shared/domain/policy/reading.ts'
import type { FormerAddress } from '../../shared/protocol/http.ts'
import { recordsWithAddress } from '../content/records/item-index.ts'
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
  const otherwise = await lastFollowed(asking, user)
  const found: FormerAddress[] = []
  for (const email of user.formerly.toReversed())
    found.push(await usesOf(asking, user, email, since.get(emailKey(email)) ?? otherwise))
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
  // ROLE-10: where they read a copy of their own, how many records have an address says what stands in them.
  const told = folders.filter(({ workspaceId }) => !readsOwnCopy(asker, workspaceId))
  const seen = told.filter(({ workspaceId }) => can(asker, 'edit items', { workspaceId }) === null)
  const another = await db
    .selectFrom('users')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('email_key', '=', key)
    .where('state', 'in', ['pending', 'active', 'blocked'])
    .where('user_id', '<>', user.id)
    .executeTakeFirst()
  const address = { since, uses, records }
  return {
    email,
    ...address,
    records: told.reduce((sum, { count }) => sum + count, 0),
    folders: seen,
    nowOf: another?.user_id ?? null,
    quietDays: quietDays(address, now),
    safeToDelete: another === undefined && isSafeToDelete(address, now),
  }
}

/** When each of the addresses stopped being the person's: by a change of address, or when two users became one (HAND-21). */
async function endsOf({ db, organizationId }: Asking, user: User): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('handovers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((or) =>
      or.or([
        or.and([or('kind', '=', 'switch'), or('from_user_id', '=', user.id)]),
        or.and([or('kind', '=', 'handover'), or('to_user_id', '=', user.id)]),
      ]),
    )
    .where('state', '=', 'done')
    .orderBy('done_at')
    .execute()
  const ends = new Map<string, string>()
  for (const handover of rows.map(toHandover)) {
    const email =
      handover.kind === 'switch'
        ? handover.oldEmail
        : handover.merge && handover.plan.from
          ? await emailOf(db, organizationId, handover.plan.from)
          : undefined
    if (email && handover.doneAt) ends.set(emailKey(email), handover.doneAt)
  }
  return ends
}

/**
 * For an address that followed a Google account (INV-11), which is no handover: the last time that happened, so that nobody
 * is told too early that it is quiet. Else when the person came.
 */
async function lastFollowed({ db, organizationId }: Asking, user: User): Promise<string> {
  const followed = await db
    .selectFrom('history')
    .innerJoin('history_subjects', (join) =>
      join
        .onRef('history_subjects.organization_id', '=', 'history.organization_id')
        .onRef('history_subjects.seq', '=', 'history.seq'),
    )
    .select('history.at')
    .where('history.organization_id', '=', organizationId)
    .where('history_subjects.subject_id', '=', user.id)
    .where('history.action', '=', 'identity.follow-address')
    .orderBy('history.seq', 'desc')
    .executeTakeFirst()
  return followed?.at ?? user.createdAt
}

const emailOf = async (db: Db, organizationId: string, userId: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('users')
      .select('email')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
  )?.email
