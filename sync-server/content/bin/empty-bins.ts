import { BIN_DAYS } from '../../../shared/domain/model/record.ts'
import { daysAfter } from '../../../shared/domain/model/time.ts'
import { standingStill } from '../../billing/standing-still.ts'
import { type Clock, isoNow } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { Documents } from '../documents.ts'

/** Deletes for good what lay in the bin for 30 days (REC-5), a document a transaction, so that nobody waits long for it. */
export async function emptyBins(store: Store, documents: Documents, clock: Clock): Promise<void> {
  const until = daysAfter(isoNow(clock), -BIN_DAYS)
  const places = await store.read
    .selectFrom('binned_records')
    .select(['organization_id', 'document'])
    .distinct()
    .where('binned_at', '<=', until)
    .execute()
  if (places.length === 0) return
  const still = new Set(await standingStill(store.read, clock))
  for (const { organization_id: organizationId, document } of places) {
    if (still.has(organizationId)) continue
    await store.write(async (tx, outcome) => {
      // Asked again: somebody may have taken it out of the bin while this waited for its turn.
      const due = tx
        .selectFrom('binned_records')
        .where('organization_id', '=', organizationId)
        .where('document', '=', document)
        .where('binned_at', '<=', until)
      const rows = await due.select('record_id').execute()
      const ids = rows.map(({ record_id }) => record_id)
      const published = await documents.purge(tx, organizationId, document, ids)
      if (published) {
        outcome.onCommit(() => published.publish())
        outcome.onRollback(() => published.discard())
      }
      await tx
        .deleteFrom('binned_records')
        .where('organization_id', '=', organizationId)
        .where('document', '=', document)
        .where('binned_at', '<=', until)
        .execute()
    })
  }
}
