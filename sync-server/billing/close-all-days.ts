import { isoNow } from '../clock.ts'
import type { Deciding } from '../decide/ports.ts'
import { writeAgain } from '../decide/write-again.ts'
import { writeChanges } from '../decide/write-changes.ts'
import { readRow } from '../store/rows/rows.ts'
import { closeEndedDays, setClockBy } from './close-days.ts'

const AT_ONCE = 100

/**
 * Closes the days that have ended, of every organization. What is missed while the server is down is done at the next
 * look, with the same result: nobody comes or goes without a server.
 */
export async function closeAllDays(deciding: Deciding): Promise<void> {
  for (let ids = await due(deciding); ids.length > 0; ids = await due(deciding))
    for (const organizationId of ids) await close(deciding, organizationId)
}

/** Organizations whose day has ended, and those from before seats were counted. */
async function due({ store, clock }: Deciding): Promise<string[]> {
  const rows = await store.read
    .selectFrom('organizations')
    .leftJoin('seat_clocks', 'seat_clocks.organization_id', 'organizations.organization_id')
    .select('organizations.organization_id as id')
    .where((or) =>
      or.or([or('seat_clocks.ends_at', '<=', isoNow(clock)), or('seat_clocks.ends_at', 'is', null)]),
    )
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}

async function close(deciding: Deciding, organizationId: string): Promise<void> {
  await deciding.store.write(async (tx, outcome) => {
    const now = isoNow(deciding.clock)
    const organization = await readRow(tx, organizationId, 'organization', organizationId)
    if (!organization) return
    const at = { tx, outcome, organizationId, now }
    const rows = await closeEndedDays(tx, organizationId, now)
    if (rows.length > 0) return writeChanges(deciding, at, rows, [])
    // From before seats were counted, when its row stood in fewer documents, too.
    await setClockBy(tx, organization, now)
    await writeAgain(deciding, at, [
      { table: 'organization', key: organizationId, before: null, after: organization },
    ])
  })
}
