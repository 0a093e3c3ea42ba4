import type { Level, Membership, Restriction } from '../../../shared/domain/model/membership.ts'
import type { MembershipRow } from '../schema/directory.ts'
import type { RowMapper } from './mapper.ts'

export const toMembership = (row: MembershipRow): Membership => ({
  userId: row.user_id,
  workspaceId: row.workspace_id,
  level: row.level as Level,
  restrictions: JSON.parse(row.restrictions) as Restriction[],
})

const partsOf = (key: string) => {
  const [workspaceId = '', userId = ''] = key.split('/')
  return { workspaceId, userId }
}

export const membershipMapper: RowMapper<'membership'> = {
  async read(tx, organizationId, key) {
    const { workspaceId, userId } = partsOf(key)
    const row = await tx
      .selectFrom('memberships')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return row ? toMembership(row) : null
  },
  async put(tx, organizationId, { userId, workspaceId, level, restrictions }) {
    const values = { level, restrictions: JSON.stringify(restrictions) }
    await tx
      .insertInto('memberships')
      .values({ organization_id: organizationId, workspace_id: workspaceId, user_id: userId, ...values })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'workspace_id', 'user_id']).doUpdateSet(values),
      )
      .execute()
  },
  async remove(tx, organizationId, key) {
    const { workspaceId, userId } = partsOf(key)
    await tx
      .deleteFrom('memberships')
      .where('organization_id', '=', organizationId)
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .execute()
  },
}
