import type { RecordWrite } from '../../shared/domain/decide/change.ts'
import type { Accepted } from '../../shared/domain/decide/decision.ts'
import type { Outcome, Tx } from '../store/store.ts'
import type { Deciding } from './ports.ts'
import type { Sender } from './sender.ts'

/** Writes what a decision wants in content, in its transaction; told when it is on the disk. */
export async function writeRecords(
  { documents }: Deciding,
  { tx, outcome, organizationId }: { tx: Tx; outcome: Outcome; organizationId: string },
  { userId, behalfOf }: Sender,
  { changes, cause }: Accepted,
): Promise<void> {
  const writes = changes.filter(
    (change): change is RecordWrite & { effect: 'write-record' } =>
      'effect' in change && change.effect === 'write-record',
  )
  if (writes.length === 0) return
  const published = await documents.writeRecords(tx, organizationId, writes, {
    userId,
    cause: cause ?? behalfOf ?? null,
  })
  outcome.onCommit(() => published.publish())
  outcome.onRollback(() => published.discard())
}
