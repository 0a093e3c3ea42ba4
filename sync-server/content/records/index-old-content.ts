import type { Store } from '../../store/store.ts'
import type { Documents } from '../documents.ts'

/**
 * Reads into the index what was written before it existed, a folder a transaction, so that nobody waits long for it. Goes on
 * where it was when the server stops in between.
 */
export async function indexOldContent(store: Store, documents: Documents): Promise<void> {
  for (;;) {
    const next = await store.read.selectFrom('folders_to_index').selectAll().limit(1).executeTakeFirst()
    if (!next) return
    await store.write(async (tx) => {
      await documents.indexFolder(tx, next.organization_id, next.folder_id)
      await tx
        .deleteFrom('folders_to_index')
        .where('organization_id', '=', next.organization_id)
        .where('folder_id', '=', next.folder_id)
        .execute()
    })
  }
}
