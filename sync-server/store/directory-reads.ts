import type { Subscription } from '../../shared/domain/billing/subscription.ts'
import { SEAT_STATES } from '../../shared/domain/billing/seat.ts'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import type { Portfolio } from '../../shared/domain/model/portfolio.ts'
import { toFolder } from './rows/folder.ts'
import { toMembership } from './rows/membership.ts'
import { toPortfolio } from './rows/portfolio.ts'
import { toUser } from './rows/user.ts'
import type { Db } from './store.ts'

/** A user with all that rights follow from, as it stands in `db` (a transaction, or what is committed). */
export async function standingOf(db: Db, organizationId: string, userId: string): Promise<Standing | null> {
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!user) return null
  const memberships = await db
    .selectFrom('memberships')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  const owned = await db
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .where('owner_user_id', '=', userId)
    .executeTakeFirst()
  return {
    user: toUser(user),
    memberships: memberships.map(toMembership),
    isAccountOwner: owned !== undefined,
  }
}

export async function folderOf(db: Db, organizationId: string, folderId: string): Promise<Folder | null> {
  const row = await db
    .selectFrom('folders')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('folder_id', '=', folderId)
    .executeTakeFirst()
  return row ? toFolder(row) : null
}

export async function foldersIn(db: Db, organizationId: string, workspaceId: string): Promise<Folder[]> {
  const rows = await db
    .selectFrom('folders')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspaceId)
    .execute()
  return rows.map(toFolder)
}

/** Who is in the workspace with one of these restrictions, whatever their role. */
export async function restrictedIn(
  db: Db,
  organizationId: string,
  workspaceId: string,
  restrictions: Restriction[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspaceId)
    .where((or) => or.or(restrictions.map((restriction) => or('restrictions', 'like', `%"${restriction}"%`))))
    .execute()
  return rows.map((row) => row.user_id)
}

export async function portfolioOf(
  db: Db,
  organizationId: string,
  portfolioId: string,
): Promise<Portfolio | null> {
  const row = await db
    .selectFrom('portfolios')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('portfolio_id', '=', portfolioId)
    .executeTakeFirst()
  return row ? toPortfolio(row) : null
}

/** What an id from a device became when its command was merged with an earlier one (INV-8); the id itself otherwise. */
export async function aliasOf(db: Db, organizationId: string, id: string): Promise<string> {
  const row = await db
    .selectFrom('aliases')
    .select('real_id')
    .where('organization_id', '=', organizationId)
    .where('alias', '=', id)
    .executeTakeFirst()
  return row?.real_id ?? id
}

/** How many users have a seat, as it stands in `db` (BILL-1). */
export async function seatsTaken(db: Db, organizationId: string): Promise<number> {
  const { seats } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('seats'))
    .where('organization_id', '=', organizationId)
    .where('state', 'in', SEAT_STATES)
    .executeTakeFirstOrThrow()
  // PostgreSQL counts in big integers, which arrive as text.
  return Number(seats)
}

export async function subscriptionOf(db: Db, organizationId: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom('organizations')
    .select(['name', 'time_zone', 'last_day'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row ? { name: row.name, timeZone: row.time_zone, lastDay: row.last_day } : null
}
