import { useEffect, useState } from 'preact/hooks'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import type { Portfolio } from '../../shared/domain/model/portfolio.ts'
import type { Replica } from '../../shared/replica/replica.ts'

export interface ItemCounts {
  /** Per workspace, folder and kind, added up over the portfolios; null while counting. */
  counts: readonly ItemCount[] | null
  total: number | null
}

/** How many items lie in these portfolios on this device, counted again when the directory changes. */
export function useItemCounts(replica: Replica, portfolios: readonly Portfolio[]): ItemCounts {
  const ids = portfolios.map((portfolio) => portfolio.id)
  const key = ids.join()
  const [counts, setCounts] = useState<readonly ItemCount[] | null>(null)
  const directory = replica.directory.value
  useEffect(() => {
    if (ids.length === 0) return setCounts([])
    let gone = false
    void replica.content.counts(ids).then((found) => !gone && setCounts(addedUp(found)))
    return () => {
      gone = true
    }
  }, [key, directory])
  return { counts, total: counts && counts.reduce((sum, count) => sum + count.all, 0) }
}

function addedUp(counts: readonly ItemCount[]): ItemCount[] {
  const sums = new Map<string, ItemCount>()
  for (const { workspaceId, folderId, kind, open, all } of counts) {
    const sum = sums.get(folderId)
    sums.set(folderId, {
      workspaceId,
      folderId,
      kind,
      open: open + (sum?.open ?? 0),
      all: all + (sum?.all ?? 0),
    })
  }
  return [...sums.values()]
}
