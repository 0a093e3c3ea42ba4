import type { ItemCount } from '../../domain/model/handover.ts'
import type { Directory } from '../directory/directory.ts'
import type { RecordPages } from './record-pages.ts'

/**
 * Counts what lies in these portfolios (default: all) on this device, bin excluded; folders without any are left out.
 * Reads one row for each shard of their workspaces, however many records there are.
 */
export async function countItems(
  pages: RecordPages,
  directory: Directory,
  portfolioIds: readonly string[] = directory.portfolios.map(({ id }) => id),
): Promise<(ItemCount & { portfolioId: string })[]> {
  const portfolios = portfolioIds.map((id) => directory.portfolio(id)).filter((one) => one !== null)
  const found: (ItemCount & { portfolioId: string })[] = []
  for (const [workspaceId, own] of Map.groupBy(portfolios, (portfolio) => portfolio.workspaceId))
    for (const { id: folderId, kind } of directory.foldersOf(workspaceId)) {
      const shards = await pages.counts(folderId)
      for (const { id: portfolioId } of own) {
        const [open, all] = shards.reduce(
          ([openBefore, allBefore], shard) => {
            const [openHere, allHere] = shard.portfolios[portfolioId] ?? [0, 0]
            return [openBefore + openHere, allBefore + allHere]
          },
          [0, 0],
        )
        if (all > 0) found.push({ portfolioId, workspaceId, folderId, kind, open, all })
      }
    }
  return found
}
