import { UNDO_DAYS } from '../../shared/domain/model/handover.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import { standingStill } from '../billing/standing-still.ts'
import { isoNow } from '../clock.ts'
import type { Deciding } from '../decide/ports.ts'

/** What nobody decided about for 30 days goes (LIFE-10). */
export async function emptyQuarantine({ store, clock }: Deciding): Promise<void> {
  const before = daysAfter(isoNow(clock), -UNDO_DAYS)
  const due = await store.read
    .selectFrom('quarantine')
    .select('id')
    .where('arrived_at', '<=', before)
    .limit(1)
    .executeTakeFirst()
  if (!due) return
  const still = await standingStill(store.read, clock)
  await store.write(async (tx) => {
    const all = tx.deleteFrom('quarantine').where('arrived_at', '<=', before)
    await (still.length > 0 ? all.where('organization_id', 'not in', still) : all).execute()
  })
}
