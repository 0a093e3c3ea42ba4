import { meOf } from '../../../shared/domain/documents/document-name.ts'
import type { Store } from '../../store/store.ts'
import type { DirectoryDocuments } from '../../decide/ports.ts'

/** Takes notices out of their reader's own document; confirming twice changes nothing more. */
export function confirmNotices(
  { store, documents }: { store: Store; documents: DirectoryDocuments },
  organizationId: string,
  userId: string,
  ids: string[],
): Promise<void> {
  return store.write(async (tx, outcome) => {
    await tx
      .deleteFrom('notices')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .where('id', 'in', ids)
      .execute()
    const entries = ids.map((id) => ({ document: meOf(userId), key: `notice/${id}`, value: undefined }))
    const published = await documents.writeDirectory(tx, organizationId, entries)
    outcome.onCommit(() => published.publish())
    outcome.onRollback(() => published.discard())
  })
}
