import { type RowChange, rowKey, type Rows, type Table } from '../../shared/domain/decide/change.ts'
import { putRow, readRow, removeRow, TABLE_ORDER } from '../store/rows/rows.ts'
import type { Tx } from '../store/store.ts'

/** A row before and after a command; null where it was not, or is no more. */
export interface ChangedRow {
  table: Table
  key: string
  before: Rows[Table] | null
  after: Rows[Table] | null
}

/**
 * What a decision's changes come to, row by row, in the order to write them. Removing a pending user takes along what the
 * command need not know of: invitations that a newer one replaced.
 */
export async function changedRows(
  tx: Tx,
  organizationId: string,
  changes: RowChange[],
): Promise<ChangedRow[]> {
  const rows = new Map<string, ChangedRow>()
  const see = async (table: Table, key: string, after: Rows[Table] | null) => {
    const id = `${table}/${key}`
    const known = rows.get(id)
    // Taken out and set in again, so that the later of two changes also comes later.
    rows.delete(id)
    const before = known ? known.before : await readRow(tx, organizationId, table, key)
    rows.set(id, { table, key, before, after })
  }
  for (const change of changes) {
    if ('put' in change) await see(change.put, rowKey(change.put, change.row), change.row)
    else {
      if (change.remove === 'user')
        for (const id of await invitationsOf(tx, organizationId, change.key))
          await see('invitation', id, null)
      await see(change.remove, change.key, null)
    }
  }
  const place = (row: ChangedRow) => TABLE_ORDER.indexOf(row.table)
  const all = [...rows.values()].filter(({ before, after }) => before !== null || after !== null)
  return [
    ...all.filter((row) => row.after !== null).sort((a, b) => place(a) - place(b)),
    ...all.filter((row) => row.after === null).sort((a, b) => place(b) - place(a)),
  ]
}

/** Writes them. */
export async function applyRows(tx: Tx, organizationId: string, rows: ChangedRow[]): Promise<void> {
  await freeHomes(tx, organizationId, rows)
  for (const { table, key, after } of rows)
    if (after) await putRow(tx, organizationId, table, after)
    else await removeRow(tx, organizationId, table, key)
}

/** A home that moves from one portfolio to another is free in between, in whatever order the rows are written. */
async function freeHomes(tx: Tx, organizationId: string, rows: ChangedRow[]): Promise<void> {
  for (const { table, key, before, after } of rows) {
    if (table !== 'portfolio' || !before || !after) continue
    if ((before as Rows['portfolio']).homeOf === (after as Rows['portfolio']).homeOf) continue
    await tx
      .updateTable('portfolios')
      .set({ home_of: null })
      .where('organization_id', '=', organizationId)
      .where('portfolio_id', '=', key)
      .execute()
  }
}

/** Keys of rows that the command meant to make and that exist. */
export const alreadyThere = (changes: RowChange[], rows: ChangedRow[]): string[] => {
  const made = new Set(
    changes.flatMap((change) =>
      'put' in change && change.isNew ? [`${change.put}/${rowKey(change.put, change.row)}`] : [],
    ),
  )
  return rows
    .filter(({ table, key, before }) => before !== null && made.has(`${table}/${key}`))
    .map(({ key }) => key)
}

/** Ids of all invitations of a user, whatever became of them. */
export async function invitationsOf(tx: Tx, organizationId: string, userId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('invitations')
    .select('invitation_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  return rows.map((row) => row.invitation_id)
}
