import type { Field, Folder } from '../../../shared/domain/model/folder.ts'
import type { FolderRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toFolder = (row: FolderRow): Folder => ({
  id: row.folder_id,
  workspaceId: row.workspace_id,
  name: row.name,
  kind: row.kind as Folder['kind'],
  fields: JSON.parse(row.fields) as Field[],
  stage: row.stage === null ? null : (JSON.parse(row.stage) as Folder['stage']),
  createdAt: row.created_at,
  archivedAt: row.archived_at,
})

export const folderMapper: RowMapper<'folder'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('folders')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('folder_id', '=', key)
      .executeTakeFirst()
    return row ? toFolder(row) : null
  },
  async put(tx, organizationId, folder) {
    const values = {
      workspace_id: folder.workspaceId,
      name: folder.name,
      kind: folder.kind,
      fields: JSON.stringify(folder.fields),
      stage: folder.stage === null ? null : JSON.stringify(folder.stage),
      created_at: folder.createdAt,
      archived_at: folder.archivedAt,
    }
    await tx
      .insertInto('folders')
      .values({ organization_id: organizationId, folder_id: folder.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'folder_id']).doUpdateSet(values))
      .execute()
  },
  remove: neverRemoved('folder'),
}
