import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type * as Y from 'yjs'
import { RECORDS_MAP } from '../../shared/domain/documents/document-name.ts'
import { makeId } from '../../shared/domain/model/id.ts'
import { parseEditKey } from '../../shared/domain/model/record.ts'
import { insertEach } from '../store/insert-each.ts'
import type { ContentHistoryRow } from '../store/schema/content.ts'
import type { Db, Tx } from '../store/store.ts'
import type { Changed } from './guard/apply-update.ts'
import { recordIdOf } from './guard/facts.ts'
import { before, fieldIn, now } from './records/item.ts'

/** Who changed content, when and where. `userId` is null for the server itself. */
export interface Cause {
  organizationId: string
  userId: string | null
  at: string
  folderId: string
  document: string
  /** Whose change it was, when somebody else carried it out for them (LIFE-10). */
  cause?: string | null
}

/** A row before it is written. */
export type HistoryLine = Omit<ContentHistoryRow, 'id'>

const ROWS_AT_ONCE = 200
const IDS_AT_ONCE = 500

/**
 * Every accepted change with what somebody saw before and after (AUD-1), so that of two edits of one field the earlier is
 * here (REC-2). What a record was created with stands in its document, not here again.
 */
export function historyOf(cause: Cause, doc: Y.Doc, changed: Changed[]): HistoryLine[] {
  const was = before(doc, changed)
  const is = now(doc)
  return changed.map(({ root, key }) => {
    const recordId = recordIdOf(root, key)
    const field = root === RECORDS_MAP ? null : (parseEditKey(key)?.field ?? null)
    return {
      organization_id: cause.organizationId,
      at: cause.at,
      user_id: cause.userId,
      folder_id: cause.folderId,
      document: cause.document,
      record_id: recordId,
      field,
      before: field === null ? null : toJson(fieldIn(was, recordId, field)),
      after: field === null ? null : toJson(fieldIn(is, recordId, field)),
      cause: cause.cause ?? null,
    }
  })
}

export async function writeHistory(tx: Tx, lines: HistoryLine[]): Promise<void> {
  const random = randomBytes(16 * lines.length)
  const rows = lines.map((line, i) => ({ ...line, id: makeId('history', random.subarray(16 * i)) }))
  await insertEach(tx, 'content_history', rows)
}

/** Where else in the folder these records were created, if they were. */
export async function createdElsewhere(
  db: Db,
  organizationId: string,
  folderId: string,
  document: string,
  recordIds: string[],
): Promise<{ record_id: string; document: string }[]> {
  const found: { record_id: string; document: string; at: string }[] = []
  for (let i = 0; i < recordIds.length; i += IDS_AT_ONCE)
    found.push(
      ...(await db
        .selectFrom('content_history')
        .select(['record_id', 'document', 'at'])
        .where('organization_id', '=', organizationId)
        .where('record_id', 'in', recordIds.slice(i, i + IDS_AT_ONCE))
        .where('field', 'is', null)
        .where('folder_id', '=', folderId)
        .where('document', '!=', document)
        .execute()),
    )
  // Not by the database: SQLite would go through all that ever happened, which lies in this order, to be spared the sorting.
  found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return found
}

/** In place of a field: the record was deleted for good. No field can be called so. */
export const PURGED = '*'
/** Fields whose values are ids and moments, which say nothing of what a record held. */
const WITHOUT_CONTENT = ['portfolio', 'deleted']

/** Takes out of the history what these records of a folder held. Who did what when stays. */
export async function forgetHistory(
  tx: Tx,
  { organizationId, folderId }: Pick<Cause, 'organizationId' | 'folderId'>,
  recordIds: readonly string[],
): Promise<void> {
  for (let i = 0; i < recordIds.length; i += ROWS_AT_ONCE)
    await tx
      .updateTable('content_history')
      .set({ before: null, after: null })
      .where('organization_id', '=', organizationId)
      // Ids are made on devices: a record of another folder may have the same.
      .where('folder_id', '=', folderId)
      .where('record_id', 'in', recordIds.slice(i, i + ROWS_AT_ONCE))
      .where('field', 'not in', WITHOUT_CONTENT)
      .execute()
}

/** Takes out of the history what these records of a document held, and notes that they are gone. Who did what when stays. */
export async function purgeHistory(tx: Tx, cause: Cause, recordIds: readonly string[]): Promise<void> {
  await forgetHistory(tx, cause, recordIds)
  await writeHistory(
    tx,
    recordIds.map((recordId) => ({
      organization_id: cause.organizationId,
      at: cause.at,
      user_id: null,
      folder_id: cause.folderId,
      document: cause.document,
      record_id: recordId,
      cause: null,
      field: PURGED,
      before: null,
      after: null,
    })),
  )
}

/** Records that left one of these portfolios one by one since a moment (ISO), each once, the earliest first. */
export function leftSince(
  db: Db,
  organizationId: string,
  portfolioIds: string[],
  since: string,
): Promise<{ record_id: string; folder_id: string; document: string }[]> {
  return (
    db
      .selectFrom('content_history')
      .select(['record_id', 'folder_id', 'document'])
      .where('organization_id', '=', organizationId)
      // In the words of the index; and grouped by the record first, SQLite would rather read all records in their order.
      .where('field', '=', sql.lit('portfolio'))
      .where('before', 'in', portfolioIds.map(toJson))
      .where('at', '>=', since)
      .groupBy(['folder_id', 'record_id', 'document'])
      .orderBy((order) => order.fn.min('at'))
      .limit(2_000)
      .execute()
  )
}

const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
