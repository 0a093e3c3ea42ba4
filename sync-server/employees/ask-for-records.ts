import type { Rows } from '../../shared/domain/decide/change.ts'
import type { ChangedRow } from '../decide/apply.ts'
import { addJob } from '../jobs/add-job.ts'
import type { Tx } from '../store/store.ts'

/** So many users in one job, which is one transaction; nobody waits long for it. */
export const AT_ONCE = 100

/** What a record says of a user, and what it depends on. */
const SAID = ['name', 'email', 'phone', 'position', 'state', 'joinedAt', 'leftAt'] as const

/**
 * Writes the job that brings Employee records up to date (USR-5), in the transaction of what changes users, or turns the
 * records on. Whether there was anything to write a job for.
 */
export async function askForRecords(
  tx: Tx,
  organizationId: string,
  rows: ChangedRow[],
  now: string,
): Promise<boolean> {
  if (rows.some(turnsOn)) {
    await addJob(tx, organizationId, 'employees', { after: '' }, now)
    return true
  }
  const userIds = rows.filter(saysOther).map(({ key }) => key)
  if (userIds.length === 0) return false
  const kept = await tx
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .where('employees_on', '=', 1)
    .executeTakeFirst()
  if (!kept) return false
  for (let i = 0; i < userIds.length; i += AT_ONCE)
    await addJob(tx, organizationId, 'employees', { userIds: userIds.slice(i, i + AT_ONCE) }, now)
  return true
}

function turnsOn({ table, before, after }: ChangedRow): boolean {
  if (table !== 'organization' || !after) return false
  const isOn = (row: unknown) => (row as Rows['organization'] | null)?.employees?.isOn === true
  return isOn(after) && !isOn(before)
}

function saysOther({ table, before, after }: ChangedRow): boolean {
  if (table !== 'user' || !after) return false
  const [was, is] = [before as Rows['user'] | null, after as Rows['user']]
  return !was || SAID.some((field) => was[field] !== is[field])
}
