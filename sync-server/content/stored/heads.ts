import { parseDocumentName } from '../../../shared/domain/documents/document-name.ts'
import type { Heads } from '../../../shared/protocol/room-message.ts'
import type { Db } from '../../store/store.ts'
import { UNFINISHED } from './document-log.ts'

/**
 * The number of the last update of each content document in a workspace's folders, as the database has it. `place`: of own
 * copies instead, `own/` and whose; of those that are still being written `UNFINISHED`.
 */
export async function headsIn(
  db: Db,
  organizationId: string,
  workspaceId: string,
  place = 'content',
): Promise<Heads> {
  const folders = await db
    .selectFrom('folders')
    .select('folder_id')
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspaceId)
    .execute()
  const here = new Set(folders.map(({ folder_id }) => folder_id))
  const rows = await db
    .selectFrom('documents')
    .select(['name', 'snapshot_seq', 'unfinished'])
    .select((select) =>
      select
        .selectFrom('document_updates')
        .select((update) => update.fn.max('seq').as('last'))
        .whereRef('document_updates.organization_id', '=', 'documents.organization_id')
        .whereRef('document_updates.name', '=', 'documents.name')
        .as('logged_seq'),
    )
    .where('organization_id', '=', organizationId)
    .where('name', '>=', `${place}/`)
    // '0' follows '/' in the order of characters.
    .where('name', '<', `${place}0`)
    .execute()
  const heads = new Map<string, number>()
  for (const { name, snapshot_seq, unfinished, logged_seq } of rows) {
    const document = parseDocumentName(name)
    const isContent = document?.kind === 'content' || document?.kind === 'own'
    if (isContent && here.has(document.folderId))
      heads.set(name, unfinished ? UNFINISHED : Math.max(snapshot_seq, Number(logged_seq ?? 0)))
  }
  return heads
}
