import type { Workspace } from '../../../shared/domain/model/workspace.ts'
import type { WorkspaceRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toWorkspace = (row: WorkspaceRow): Workspace => ({
  id: row.workspace_id,
  name: row.name,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
})

export const workspaceMapper: RowMapper<'workspace'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('workspaces')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('workspace_id', '=', key)
      .executeTakeFirst()
    return row ? toWorkspace(row) : null
  },
  async put(tx, organizationId, { id, name, createdAt, archivedAt }) {
    const values = { name, created_at: createdAt, archived_at: archivedAt }
    await tx
      .insertInto('workspaces')
      .values({ organization_id: organizationId, workspace_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'workspace_id']).doUpdateSet(values))
      .execute()
  },
  remove: neverRemoved('workspace'),
}
