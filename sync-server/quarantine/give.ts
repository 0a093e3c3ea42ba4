import { recordCreate } from '../../shared/domain/commands/record-create.ts'
import { recordEdit } from '../../shared/domain/commands/record-edit.ts'
import { definitionOf } from '../../shared/domain/decide/decide.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { valueNow } from '../../shared/domain/model/record.ts'
import { type GivenChange, QUARANTINE } from '../../shared/protocol/quarantine.ts'
import { isoNow } from '../clock.ts'
import { withRealIds } from '../decide/aliases.ts'
import type { Deciding } from '../decide/ports.ts'
import type { QuarantineRow } from '../store/schema/content.ts'
import type { Tx } from '../store/store.ts'
import { isOnesOwn } from './ones-own.ts'
import { tellAdmins } from './tell-admins.ts'

interface Giving {
  organizationId: string
  userId: string
  /** "Chrome on Linux" */
  device: string
}

/**
 * Keeps what a device had not sent when its user's access ended, for an Admin to look at (LIFE-10). What had arrived after
 * all, says nothing new, or is no change that this version knows is left out. The device hears nothing of which these are,
 * nor whether there is room for the others alone: it may not read here any more, and could ask so what a record says now.
 */
export function give(deciding: Deciding, giving: Giving, changes: GivenChange[]): Promise<null | Refusal> {
  const { organizationId, userId, device } = giving
  return deciding.store.write(async (tx, outcome) => {
    const now = isoNow(deciding.clock)
    const here = await tx
      .selectFrom('quarantine')
      .select((select) => [
        select.fn.countAll<number>().as('count'),
        select.fn.coalesce(select.fn.sum<number>('bytes'), select.lit(0)).as('bytes'),
        select.fn.coalesce(select.fn.max('position'), select.lit(0)).as('last'),
      ])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
    const waiting = await idsWaiting(tx, giving)
    const rows: QuarantineRow[] = []
    let [count, bytes] = [Number(here.count), Number(here.bytes)]
    for (const { id, type, args: given, madeAt } of changes) {
      const lifted = await deciding.documents.liftVeil(tx, organizationId, userId, given, true)
      const args = await withRealIds(tx, organizationId, lifted)
      if (isOnesOwn(type) || !definitionOf(type)?.args.safeParse(args).success) continue
      // Given again, as its answer was lost.
      if (waiting.has(id)) continue
      waiting.add(id)
      const command = JSON.stringify({ type, args })
      count++
      bytes += Buffer.byteLength(command)
      if (await isKnown(deciding, tx, giving, { id, type, args })) continue
      rows.push({
        ...{ organization_id: organizationId, id, user_id: userId, device },
        ...{ arrived_at: now, made_at: madeAt, position: Number(here.last) + rows.length + 1 },
        ...{ command, bytes: Buffer.byteLength(command), discarded_at: null },
      })
    }
    if (count > QUARANTINE.changes || bytes > QUARANTINE.bytes)
      return refuse('quarantine-full', 'There are too many changes of this person waiting already.')
    for (const row of rows)
      await tx
        .insertInto('quarantine')
        .values(row)
        .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
        .execute()
    if (rows.length > 0) await tellAdmins(deciding, { tx, outcome, organizationId, now }, userId)
    return null
  })
}

async function idsWaiting(tx: Tx, { organizationId, userId }: Giving): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('quarantine')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Did it arrive before, or is everything as it says? */
async function isKnown(
  { documents }: Deciding,
  tx: Tx,
  { organizationId, userId }: Giving,
  { id, type, args }: { id: string; type: string; args: unknown },
): Promise<boolean> {
  const answered = await tx
    .selectFrom('commands')
    .select('command_id')
    .where('organization_id', '=', organizationId)
    .where('actor_id', '=', userId)
    .where('command_id', '=', id)
    .executeTakeFirst()
  if (answered) return true
  if (type === recordCreate.type) {
    const { folderId, recordId } = recordCreate.args.parse(args)
    return (await documents.recordNow(tx, organizationId, folderId, recordId)) !== null
  }
  if (type !== recordEdit.type) return false
  const { folderId, recordId, changes } = recordEdit.args.parse(args)
  const record = await documents.recordNow(tx, organizationId, folderId, recordId)
  return (
    record !== null && Object.entries(changes).every(([field, value]) => valueNow(record, field) === value)
  )
}
