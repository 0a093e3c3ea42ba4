import type { Outcome, Tx } from '../store/store.ts'
import type { ChangedRow } from './apply.ts'
import { entriesOn } from './document-changes.ts'
import type { Deciding } from './ports.ts'
import { surroundingsOf } from './surroundings.ts'

/** Brings the documents to what they say of these rows now: for rows from before a document was there. Writes only what differs. */
export async function writeAgain(
  deciding: Deciding,
  { tx, outcome, organizationId }: { tx: Tx; outcome: Outcome; organizationId: string },
  rows: ChangedRow[],
): Promise<void> {
  const entries = entriesOn('after', rows, await surroundingsOf(tx, organizationId, rows))
  const published = await deciding.documents.writeDirectory(tx, organizationId, entries)
  outcome.onRollback(() => published.discard())
  outcome.onCommit(() => published.publish())
}
