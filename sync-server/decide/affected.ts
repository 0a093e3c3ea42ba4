import type { Rows, Table } from '../../shared/domain/decide/change.ts'
import { peopleOf } from '../store/rows/portfolio.ts'
import { readRow } from '../store/rows/rows.ts'
import type { Tx } from '../store/store.ts'
import { type ChangedRow, invitationsOf } from './apply.ts'

/**
 * All rows whose places in the directory documents may differ after these changes: those that changed, and
 * - when somebody comes into or out of a workspace: their user row, their invitations, and the handovers from and to them,
 *   of which their own document tells what lies where they work; the handovers also when they get another role, since they may
 *   know records by other ids then,
 * - when there is another workspace: the organization, of which its staff know a part,
 * - when items come to or go from somebody: their user row, whose name is known wherever they have or had items.
 */
export async function affectedRows(
  tx: Tx,
  organizationId: string,
  changed: ChangedRow[],
): Promise<ChangedRow[]> {
  const rows = new Map(changed.map((row) => [`${row.table}/${row.key}`, row]))
  const add = async (table: Table, key: string) => {
    if (rows.has(`${table}/${key}`)) return
    const row = await readRow(tx, organizationId, table, key)
    if (row) rows.set(`${table}/${key}`, { table, key, before: row, after: row })
  }
  for (const { table, before, after } of changed) {
    if (table === 'membership') {
      const { userId } = (after ?? before) as Rows['membership']
      await add('user', userId)
      for (const id of await invitationsOf(tx, organizationId, userId)) await add('invitation', id)
      for (const id of await handoversOf(tx, organizationId, userId)) await add('handover', id)
    }
    if (table === 'user' && before && after && (before as Rows['user']).role !== (after as Rows['user']).role)
      for (const id of await handoversOf(tx, organizationId, (after as Rows['user']).id))
        await add('handover', id)
    if (table === 'workspace' && !before) await add('organization', organizationId)
    if (table === 'portfolio')
      for (const portfolio of [before, after] as (Rows['portfolio'] | null)[])
        for (const userId of portfolio ? peopleOf(portfolio) : []) await add('user', userId)
  }
  return [...rows.values()]
}

async function handoversOf(tx: Tx, organizationId: string, userId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('handovers')
    .select('handover_id')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'handover')
    .where((where) => where.or([where('from_user_id', '=', userId), where('to_user_id', '=', userId)]))
    .execute()
  return rows.map((row) => row.handover_id)
}
