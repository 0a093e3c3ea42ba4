import type { Db } from '../store/store.ts'

/** Of these ids, those by which some row of the organization is known already. */
export async function takenIds(tx: Db, organizationId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await Promise.all([
    tx
      .selectFrom('organizations')
      .select('organization_id as id')
      .where('organization_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('users')
      .select('user_id as id')
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('workspaces')
      .select('workspace_id as id')
      .where('organization_id', '=', organizationId)
      .where('workspace_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('folders')
      .select('folder_id as id')
      .where('organization_id', '=', organizationId)
      .where('folder_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('portfolios')
      .select('portfolio_id as id')
      .where('organization_id', '=', organizationId)
      .where('portfolio_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('invitations')
      .select('invitation_id as id')
      .where('organization_id', '=', organizationId)
      .where('invitation_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('handovers')
      .select('handover_id as id')
      .where('organization_id', '=', organizationId)
      .where('handover_id', 'in', ids)
      .execute(),
  ])
  return new Set(rows.flat().map((row) => row.id))
}
