import { effect } from '@preact/signals'
import type { ListQuery, ReplicaContent } from '../../shared/replica/replica.ts'

/** Ids of all records that a folder has on this device, those in the bin too: they were deleted on purpose and don't come back. */
export async function existingIds(content: ReplicaContent, folderId: string): Promise<string[]> {
  const both = await Promise.all([
    wholeList(content, folderId, {}),
    wholeList(content, folderId, { deleted: true }),
  ])
  return both.flat()
}

function wholeList(content: ReplicaContent, folderId: string, query: ListQuery): Promise<readonly string[]> {
  const list = content.list(folderId, query)
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { loading, ids } = list.state.value
      if (loading) return
      resolve(ids)
      // Not within the effect, which may still be running for the first time.
      queueMicrotask(() => {
        stop()
        list.close()
      })
    })
  })
}
