import { sql } from 'kysely'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { isoNow } from '../clock.ts'
import type { Deciding } from '../decide/ports.ts'
import type { Tx } from '../store/store.ts'

/** Deletes the organizations whose 14 days are over (BILL-4). Accounts stay: they may belong to others. */
export async function deleteDueOrganizations(deciding: Deciding): Promise<void> {
  const due = await deciding.store.read
    .selectFrom('organizations')
    .select('organization_id')
    .where('deletes_at', '<=', isoNow(deciding.clock))
    .execute()
  for (const { organization_id: organizationId } of due)
    await deciding.store.write(async (tx, outcome) => {
      // An Admin may have stopped it while this waited for its turn.
      const still = await tx
        .selectFrom('organizations')
        .select('organization_id')
        .where('organization_id', '=', organizationId)
        .where('deletes_at', '<=', isoNow(deciding.clock))
        .executeTakeFirst()
      if (!still) return
      const users = await tx
        .selectFrom('users')
        .select('user_id')
        .where('organization_id', '=', organizationId)
        .execute()
      await deleteOrganization(tx, organizationId)
      outcome.onCommit(() => {
        deciding.sockets.reconsider(organizationId)
        for (const { user_id: userId } of users)
          deciding.sockets.closeUser(organizationId, userId, CLOSE.sessionEnded)
      })
    })
}

/**
 * Every row of every table that has the organization's id, whatever tables there will be: rows that others still refer to
 * go in a later round.
 */
async function deleteOrganization(tx: Tx, organizationId: string): Promise<void> {
  const all = await tx.introspection.getTables()
  let left = all
    .filter(({ columns }) => columns.some(({ name }) => name === 'organization_id'))
    .map(({ name }) => name)
  while (left.length > 0) {
    const referred: string[] = []
    for (const table of left) {
      await sql`savepoint of_table`.execute(tx)
      try {
        await sql`delete from ${sql.table(table)} where organization_id = ${organizationId}`.execute(tx)
      } catch {
        await sql`rollback to of_table`.execute(tx)
        referred.push(table)
      }
      await sql`release of_table`.execute(tx)
    }
    if (referred.length === left.length)
      throw new Error(`nothing more can be deleted of ${referred.join(', ')}`)
    left = referred
  }
}
