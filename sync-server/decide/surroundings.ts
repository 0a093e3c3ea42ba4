import type { Rows } from '../../shared/domain/decide/change.ts'
import type { Surroundings } from '../../shared/domain/documents/project.ts'
import type { Membership } from '../../shared/domain/model/membership.ts'
import { toMembership } from '../store/rows/membership.ts'
import type { Tx } from '../store/store.ts'
import type { ChangedRow } from './apply.ts'

/** Loads, as it stands in the transaction now, what placing these rows in documents needs to know. */
export async function surroundingsOf(
  tx: Tx,
  organizationId: string,
  rows: ChangedRow[],
): Promise<Surroundings> {
  const userIds = [...new Set(rows.flatMap(usersIn))]
  const portfolioIds = [...new Set(rows.flatMap(movedPortfolios))]
  const memberships = userIds.length
    ? await tx
        .selectFrom('memberships')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('user_id', 'in', userIds)
        .execute()
    : []
  const people = userIds.length
    ? await tx
        .selectFrom('portfolio_people')
        .select(['user_id', 'workspace_id'])
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('user_id', 'in', userIds)
        .execute()
    : []
  const portfolios = portfolioIds.length
    ? await tx
        .selectFrom('portfolios')
        .select(['portfolio_id', 'workspace_id'])
        .where('organization_id', '=', organizationId)
        .where('portfolio_id', 'in', portfolioIds)
        .execute()
    : []
  const workspaces = rows.some(({ table }) => table === 'organization')
    ? await tx
        .selectFrom('workspaces')
        .select('workspace_id')
        .where('organization_id', '=', organizationId)
        .execute()
    : []
  const membershipsBy = new Map<string, Membership[]>()
  for (const row of memberships)
    membershipsBy.set(row.user_id, [...(membershipsBy.get(row.user_id) ?? []), toMembership(row)])
  const itemsIn = new Map<string, string[]>()
  for (const row of people) itemsIn.set(row.user_id, [...(itemsIn.get(row.user_id) ?? []), row.workspace_id])
  const workspaceBy = new Map(portfolios.map((row) => [row.portfolio_id, row.workspace_id]))
  return {
    membershipsOf: (userId) => membershipsBy.get(userId) ?? [],
    workspacesWithItemsOf: (userId) => itemsIn.get(userId) ?? [],
    workspaceOfPortfolio: (portfolioId) => workspaceBy.get(portfolioId) ?? null,
    workspaces: () => workspaces.map((row) => row.workspace_id),
  }
}

const bothSides = <T>(row: ChangedRow): T[] => [row.before, row.after].filter((side) => side !== null) as T[]

function usersIn(row: ChangedRow): string[] {
  if (row.table === 'user') return [row.key]
  if (row.table === 'invitation') return bothSides<Rows['invitation']>(row).map(({ userId }) => userId)
  if (row.table === 'handover')
    return bothSides<Rows['handover']>(row).flatMap((handover) =>
      handover.kind === 'handover' ? [handover.plan.from, handover.plan.to].filter((id) => id !== null) : [],
    )
  return []
}

const movedPortfolios = (row: ChangedRow): string[] =>
  row.table === 'handover'
    ? bothSides<Rows['handover']>(row).flatMap((handover) =>
        handover.kind === 'handover' ? handover.plan.moves.map((move) => move.portfolioId) : [],
      )
    : []
