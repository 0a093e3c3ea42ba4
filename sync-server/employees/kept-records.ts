import type { Kept } from '../../shared/domain/employees/employee-record.ts'
import type { Db, Tx } from '../store/store.ts'

/** Which record is a user's, and what was last written there. */
export interface KeptRecord {
  userId: string
  recordId: string
  kept: Kept
}

/** Of these users, by user, in one folder. */
export async function keptRecords(
  db: Db,
  organizationId: string,
  folderId: string,
  userIds: string[],
): Promise<Map<string, KeptRecord>> {
  const rows = await db
    .selectFrom('employee_records')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('folder_id', '=', folderId)
    .where('user_id', 'in', userIds)
    .execute()
  return new Map(
    rows.map((row) => [
      row.user_id,
      { userId: row.user_id, recordId: row.record_id, kept: JSON.parse(row.kept) as Kept },
    ]),
  )
}

export async function keepRecord(
  tx: Tx,
  organizationId: string,
  folderId: string,
  { userId, recordId, kept }: KeptRecord,
): Promise<void> {
  const values = { record_id: recordId, kept: JSON.stringify(kept) }
  await tx
    .insertInto('employee_records')
    .values({ organization_id: organizationId, folder_id: folderId, user_id: userId, ...values })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'folder_id', 'user_id']).doUpdateSet(values),
    )
    .execute()
}
