import type { ItemCount, ItemHandover } from '../../shared/domain/model/handover.ts'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import type { Request } from '../../shared/domain/model/request.ts'
import { stringsIn } from '../../shared/domain/request/strings-in.ts'
import { toRequest } from '../store/rows/request.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { toHandover } from '../store/rows/handover.ts'
import { toInvitation } from '../store/rows/invitation.ts'
import { toUser } from '../store/rows/user.ts'
import type { Db } from '../store/store.ts'
import { dueThisWeek } from './due-this-week.ts'
import type { SwitchKept } from './mails/switch-done.ts'

/** What somebody whose address changed looks after: as it was counted then, and what is due now. */
export async function keptBy(
  db: Db,
  organization: Organization,
  userId: string,
  kept: ItemCount[],
  now: string,
): Promise<SwitchKept> {
  return {
    counts: await countsInWords(db, organization.id, kept),
    due: await dueThisWeek(db, organization, await heldOf(db, organization.id, userId), now),
  }
}

/** Portfolios that somebody holds now; of a handover, those that it brought. */
export async function heldOf(
  db: Db,
  organizationId: string,
  userId: string,
  handover?: ItemHandover,
): Promise<string[]> {
  const rows = await db
    .selectFrom('portfolios')
    .select('portfolio_id')
    .where('organization_id', '=', organizationId)
    .where('holder', '=', userId)
    .execute()
  const held = rows.map((row) => row.portfolio_id)
  const moved = handover && new Set(handover.plan.moves.map((move) => move.portfolioId))
  return moved ? held.filter((id) => moved.has(id)) : held
}

/** Rows as they are when the mail is written; null: none. */
export async function userOf(db: Db, organizationId: string, userId: string) {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ? toUser(row) : null
}

export async function handoverOf(db: Db, organizationId: string, handoverId: string) {
  const row = await db
    .selectFrom('handovers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('handover_id', '=', handoverId)
    .executeTakeFirst()
  return row ? toHandover(row) : null
}

export async function invitationOf(db: Db, organizationId: string, invitationId: string) {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  return row ? toInvitation(row) : null
}

/** "Sales, Deals: 120 (34 open)" */
export async function countsInWords(db: Db, organizationId: string, counts: ItemCount[]): Promise<string[]> {
  const folderIds = counts.map((count) => count.folderId)
  if (folderIds.length === 0) return []
  const rows = await db
    .selectFrom('folders')
    .innerJoin('workspaces', (join) =>
      join
        .onRef('workspaces.organization_id', '=', 'folders.organization_id')
        .onRef('workspaces.workspace_id', '=', 'folders.workspace_id'),
    )
    .select(['folders.folder_id', 'folders.name as folder', 'workspaces.name as workspace'])
    .where('folders.organization_id', '=', organizationId)
    .where('folders.folder_id', 'in', folderIds)
    .execute()
  const names = new Map(rows.map((row) => [row.folder_id, `${row.workspace}, ${row.folder}`]))
  return counts
    .filter((count) => count.all > 0)
    .map((count) => `${names.get(count.folderId) ?? 'A folder'}: ${count.all} (${count.open} open)`)
}

export async function requestOf(db: Db, organizationId: string, requestId: string) {
  const row = await db
    .selectFrom('requests')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return row ? toRequest(row) : null
}

/** What somebody asks for, with the names of people, workspaces and folders as they are now. */
export async function requestInWords(
  db: Db,
  organizationId: string,
  { command }: Pick<Request, 'command'>,
): Promise<string> {
  const ids = stringsIn(command.args)
  const named = async (table: 'workspaces' | 'folders', id: 'workspace_id' | 'folder_id') =>
    (
      await db
        .selectFrom(table)
        .select(['name', `${id} as id`])
        .where('organization_id', '=', organizationId)
        .where(id as 'workspace_id', 'in', ids)
        .execute()
    ).map((row) => [row.id as string, row.name] as const)
  const people = await db
    .selectFrom('users')
    .select(['user_id', 'name', 'email'])
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', ids)
    .execute()
  const names = new Map([
    ...people.map((row) => [row.user_id, row.name || row.email] as const),
    ...(await named('workspaces', 'workspace_id')),
    ...(await named('folders', 'folder_id')),
  ])
  // A mail lies where the record may not: it says no more of it than where it is.
  return wordsFor(
    { id: '', ...command },
    (id) => names.get(id) ?? (id.startsWith('rec_') ? 'a record' : 'somebody'),
  )
}
