import type { Request } from '../../../shared/domain/model/request.ts'
import type { RequestRow } from '../schema/directory.ts'
import type { RowMapper } from './mapper.ts'

export const toRequest = (row: RequestRow): Request => ({
  id: row.request_id,
  by: row.by_user_id,
  to: JSON.parse(row.to_user_ids) as string[],
  command: JSON.parse(row.command) as Request['command'],
  state: row.state as Request['state'],
  madeAt: row.made_at,
  until: row.until,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  word: row.word,
})

export const requestMapper: RowMapper<'request'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('requests')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('request_id', '=', key)
      .executeTakeFirst()
    return row ? toRequest(row) : null
  },
  async put(tx, organizationId, request) {
    const values = {
      by_user_id: request.by,
      to_user_ids: JSON.stringify(request.to),
      command: JSON.stringify(request.command),
      state: request.state,
      made_at: request.madeAt,
      until: request.until,
      answered_by: request.answeredBy,
      answered_at: request.answeredAt,
      word: request.word,
    }
    await tx
      .insertInto('requests')
      .values({ organization_id: organizationId, request_id: request.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'request_id']).doUpdateSet(values))
      .execute()
  },
  async remove(tx, organizationId, key) {
    await tx
      .deleteFrom('requests')
      .where('organization_id', '=', organizationId)
      .where('request_id', '=', key)
      .execute()
  },
}
