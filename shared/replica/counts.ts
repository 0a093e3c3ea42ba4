import type { ItemCount } from '../domain/model/handover.ts'
import type { ReplicaDatabase } from './database.ts'
import type { Directory } from './directory.ts'

/**
 * Counts what lies in these portfolios (default: all) on this device, bin excluded; folders without any are left out.
 * Two reads of an index for each portfolio and folder of its workspace, however many records there are.
 */
export async function countItems(
  db: ReplicaDatabase,
  directory: Directory,
  portfolioIds: readonly string[] = directory.portfolios.map(({ id }) => id),
): Promise<(ItemCount & { portfolioId: string })[]> {
  const places = portfolioIds.flatMap((id) => {
    const portfolio = directory.portfolio(id)
    return portfolio
      ? directory.foldersOf(portfolio.workspaceId).map((folder) => ({ portfolio, folder }))
      : []
  })
  const count = (portfolio: string, folder: string, open: 0 | 1) =>
    db.records.where('[portfolio+folderId+inBin+open]').equals([portfolio, folder, 0, open]).count()
  const counts = await Promise.all(
    places.map(async ({ portfolio, folder }) => {
      const [open, closed] = await Promise.all([
        count(portfolio.id, folder.id, 1),
        count(portfolio.id, folder.id, 0),
      ])
      const { workspaceId, id: folderId, kind } = folder
      return { portfolioId: portfolio.id, workspaceId, folderId, kind, open, all: open + closed }
    }),
  )
  return counts.filter(({ all }) => all > 0)
}
