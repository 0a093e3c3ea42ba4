import type { Handover } from '../../../shared/domain/model/handover.ts'
import type { HandoverRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toHandover = (row: HandoverRow): Handover =>
  ({
    id: row.handover_id,
    kind: row.kind,
    state: row.state,
    startedBy: row.started_by,
    startedAt: row.started_at,
    doneAt: row.done_at,
    endedBy: row.ended_by,
    reasons: JSON.parse(row.reasons) as Handover['reasons'],
    ...(JSON.parse(row.details) as object),
  }) as Handover

export const handoverMapper: RowMapper<'handover'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('handovers')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('handover_id', '=', key)
      .executeTakeFirst()
    return row ? toHandover(row) : null
  },
  async put(tx, organizationId, handover) {
    const { id, kind, state, startedBy, startedAt, doneAt, endedBy, reasons, ...details } = handover
    const values = {
      kind,
      state,
      started_by: startedBy,
      started_at: startedAt,
      done_at: doneAt,
      ended_by: endedBy,
      reasons: JSON.stringify(reasons),
      from_user_id: handover.kind === 'switch' ? handover.userId : handover.plan.from,
      to_user_id: handover.kind === 'switch' ? null : handover.plan.to,
      details: JSON.stringify(details),
    }
    await tx
      .insertInto('handovers')
      .values({ organization_id: organizationId, handover_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'handover_id']).doUpdateSet(values))
      .execute()
  },
  remove: neverRemoved('handover'),
}
