import { userNameKey } from '../../../shared/domain/model/profile.ts'
import type { Role, User, UserState } from '../../../shared/domain/model/user.ts'
import { emailKey } from '../../../shared/domain/model/email.ts'
import type { UserRow } from '../schema/directory.ts'
import type { Tx } from '../store.ts'
import type { RowMapper } from './mapper.ts'

export const toUser = (row: UserRow): User => ({
  id: row.user_id,
  name: row.name,
  userName: row.user_name,
  number: row.number,
  position: row.position,
  formerNames: JSON.parse(row.former_names) as string[],
  phone: row.phone,
  postalAddress: row.postal_address,
  currency: row.currency,
  photo: row.photo,
  muted: JSON.parse(row.muted) as User['muted'],
  putOut: JSON.parse(row.put_out) as User['putOut'],
  shared: row.shared === 1,
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
      user_name_key: user.userName === null ? null : userNameKey(user.userName),
      position: user.position,
      former_names: JSON.stringify(user.formerNames),
      phone: user.phone,
      postal_address: user.postalAddress,
      currency: user.currency,
      photo: user.photo,
      muted: JSON.stringify(user.muted),
      put_out: JSON.stringify(user.putOut ?? []),
      shared: user.shared ? 1 : 0,
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
    await putFormerAddresses(tx, organizationId, user)
  },
  async remove(tx, organizationId, key) {
    await tx
      .deleteFrom('former_addresses')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', key)
      .execute()
    await tx
      .deleteFrom('users')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', key)
      .execute()
  },
}

/** Keeps the derived rows; with an address that nobody had before any more go the uses that were counted for it. */
async function putFormerAddresses(tx: Tx, organizationId: string, { id, formerly }: User): Promise<void> {
  const rows = await tx
    .selectFrom('former_addresses')
    .select('email_key')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', id)
    .execute()
  const before = rows.map((row) => row.email_key)
  const now = [...new Set(formerly.map(emailKey))]
  const gone = before.filter((key) => !now.includes(key))
  const added = now.filter((key) => !before.includes(key))
  if (gone.length > 0) {
    await tx
      .deleteFrom('former_addresses')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', id)
      .where('email_key', 'in', gone)
      .execute()
    await tx
      .deleteFrom('address_uses')
      .where('organization_id', '=', organizationId)
      .where('email_key', 'in', gone)
      .execute()
  }
  if (added.length > 0)
    await tx
      .insertInto('former_addresses')
      .values(added.map((key) => ({ organization_id: organizationId, user_id: id, email_key: key })))
      .execute()
}
