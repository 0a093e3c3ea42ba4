import { useEffect, useState } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import type { SplitItem } from './split-items.ts'
import { rowsOf } from './use-breakdown.ts'

/**
 * The items in these portfolios, as far as they are on this device, those with `text` in them alone. Null while they are
 * looked for.
 */
export function useItemsOf(
  replica: Replica,
  portfolioIds: readonly string[],
  text: string,
): readonly SplitItem[] | null {
  const [items, setItems] = useState<readonly SplitItem[] | null>(null)
  const key = `${portfolioIds.join()} ${text}`
  useEffect(() => {
    let gone = false
    const directory = replica.directory.peek()
    const workspaces = new Set(portfolioIds.flatMap((id) => directory.portfolio(id)?.workspaceId ?? []))
    const folders = directory.folders.filter(
      ({ workspaceId, archivedAt }) => workspaces.has(workspaceId) && !archivedAt,
    )
    void Promise.all(
      folders.map(async ({ id: folderId, workspaceId }) =>
        (await rowsOf(replica, folderId, portfolioIds, text)).map(({ id, portfolio }): SplitItem => ({
          id,
          folderId,
          workspaceId,
          portfolio,
        })),
      ),
    ).then((found) => !gone && setItems(found.flat()))
    return () => {
      gone = true
    }
  }, [key])
  return items
}
