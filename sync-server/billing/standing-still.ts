import { hasEnded } from '../../shared/domain/billing/subscription.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { isoNow, type Clock } from '../clock.ts'
import type { Db, Tx } from '../store/store.ts'

/**
 * Ids of organizations whose subscription has ended: what waits its 30 days there goes on waiting, since nobody could take it
 * out of the bin, or accept it, before it goes (ROLE-8).
 */
export async function standingStill(db: Db, clock: Clock): Promise<string[]> {
  const now = isoNow(clock)
  const cancelled = await db
    .selectFrom('organizations')
    .select(['organization_id', 'name', 'time_zone', 'last_day'])
    .where('last_day', 'is not', null)
    .execute()
  return cancelled
    .filter(({ name, time_zone, last_day }) =>
      hasEnded({ name, timeZone: time_zone, lastDay: last_day }, now),
    )
    .map(({ organization_id }) => organization_id)
}

/** A subscription that had ended goes on: what waits in bin and quarantine has its 30 days from now (ISO). */
export async function goOnWaiting(
  tx: Tx,
  { id, name, timeZone, cancellation }: Organization,
  after: Organization,
  now: string,
): Promise<void> {
  if (
    !cancellation ||
    after.cancellation ||
    !hasEnded({ name, timeZone, lastDay: cancellation.lastDay }, now)
  )
    return
  await tx
    .updateTable('binned_records')
    .set({ binned_at: now })
    .where('organization_id', '=', id)
    .where('binned_at', '<', now)
    .execute()
  await tx.updateTable('quarantine').set({ arrived_at: now }).where('organization_id', '=', id).execute()
}
