import { readRow } from '../store/rows/rows.ts'
import type { Deciding } from './ports.ts'
import { writeAgain } from './write-again.ts'

/** Takes out of the documents what they told of other workspaces' handovers before they told each reader a part. */
export async function narrowHandovers(deciding: Deciding): Promise<void> {
  for (;;) {
    const next = await deciding.store.read
      .selectFrom('handovers_to_narrow')
      .selectAll()
      .limit(1)
      .executeTakeFirst()
    if (!next) return
    const { organization_id: organizationId, handover_id: key } = next
    await deciding.store.write(async (tx, outcome) => {
      const row = await readRow(tx, organizationId, 'handover', key)
      if (row)
        await writeAgain(deciding, { tx, outcome, organizationId }, [
          { table: 'handover', key, before: row, after: row },
        ])
      await tx
        .deleteFrom('handovers_to_narrow')
        .where('organization_id', '=', organizationId)
        .where('handover_id', '=', key)
        .execute()
    })
  }
}
