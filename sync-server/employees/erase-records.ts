import { employeeFieldsOf } from '../../shared/domain/employees/employee-folder.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import type { Deciding, Published } from '../decide/ports.ts'
import { folderOf } from '../store/directory-reads.ts'
import type { Tx } from '../store/store.ts'

/**
 * Clears what Employee records say of somebody (LIFE-6), in every folder where such were ever kept: those that were made or
 * found for them, and those that somebody linked to them. Of each the link to the user stays, where there is one. A record
 * that is somebody else's by now keeps what it says and loses what it said.
 */
export async function eraseEmployeeRecords(
  documents: Deciding['documents'],
  { tx, organizationId }: { tx: Tx; organizationId: string },
  { userId, instead }: { userId: string; instead: string },
): Promise<Published> {
  const kept = await tx
    .selectFrom('employee_records')
    .select(['folder_id', 'record_id'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  const recordIds = new Set(kept.map((row) => row.record_id))
  const all: Published[] = []
  for (const folderId of await everKeptIn(tx, organizationId)) {
    const folder = await folderOf(tx, organizationId, folderId)
    const user = folder && (employeeFieldsOf(folder)?.user ?? null)
    const holds = new Map<string, Pick<RecordNow, 'title' | 'values'>>()
    for (const record of await documents.recordsNow(tx, organizationId, folderId)) {
      const { id, title, values } = record
      const link = user === null ? null : (values[user] ?? null)
      if (link === userId || (recordIds.has(id) && link === null))
        holds.set(id, { title: instead, values: user !== null && link !== null ? { [user]: link } : {} })
      else if (recordIds.has(id)) holds.set(id, { title, values })
    }
    if (holds.size > 0) all.push(await documents.holdInstead(tx, organizationId, folderId, holds))
  }
  await tx
    .deleteFrom('employee_records')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  return {
    publish: () => all.forEach((one) => one.publish()),
    discard: () => all.forEach((one) => one.discard()),
  }
}

async function everKeptIn(tx: Tx, organizationId: string): Promise<Set<string>> {
  const folders = await tx
    .selectFrom('employee_records')
    .select('folder_id')
    .distinct()
    .where('organization_id', '=', organizationId)
    .execute()
  return new Set(folders.map((row) => row.folder_id))
}
