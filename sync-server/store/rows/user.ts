import type { Role, User, UserState } from '../../../shared/domain/model/user.ts'
import type { UserRow } from '../schema/directory.ts'
import type { RowMapper } from './mapper.ts'

export const toUser = (row: UserRow): User => ({
  id: row.user_id,
  name: row.name,
  userName: row.user_name,
  number: row.number,
  position: row.position,
  email: row.email,
  emailKey: row.email_key,
  formerly: JSON.parse(row.formerly) as string[],
  role: row.role as Role,
  state: row.state as UserState,
  createdAt: row.created_at,
  joinedAt: row.joined_at,
  leftAt: row.left_at,
  lastActiveAt: row.last_active_at,
})

/** The account that sits in the user is no part of the row: `sit` (decide/effects.ts) sets it. */
export const userMapper: RowMapper<'user'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', key)
      .executeTakeFirst()
    return row ? toUser(row) : null
  },
  async put(tx, organizationId, user) {
    const values = {
      name: user.name,
      user_name: user.userName,
      number: user.number,
      position: user.position,
      email: user.email,
      email_key: user.emailKey,
      formerly: JSON.stringify(user.formerly),
      role: user.role,
      state: user.state,
      created_at: user.createdAt,
      joined_at: user.joinedAt,
      left_at: user.leftAt,
      last_active_at: user.lastActiveAt,
    }
    await tx
      .insertInto('users')
      .values({ organization_id: organizationId, user_id: user.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
      .execute()
  },
  async remove(tx, organizationId, key) {
    await tx
      .deleteFrom('users')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', key)
      .execute()
  },
}
