import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { homeFor } from './home-portfolio.ts'

type Item = Pick<RecordRow, 'id' | 'folderId' | 'portfolio'>

/** Why these items can't be given to `to` (or, without, to anybody); null: they can. Several at once count as handing over. */
export function assignProblem(
  directory: Directory,
  workspaceId: string,
  items: readonly Pick<Item, 'portfolio'>[],
  to?: string,
): string | null {
  const holders = new Set(items.map((item) => holderIn(directory, item.portfolio)))
  for (const holder of holders) {
    const one = directory.can('assign one item', { workspaceId, holder })
    if (one || items.length < 2) {
      if (one) return one.message
      continue
    }
    const user = holder === null ? null : directory.standing(holder)
    const many = directory.can('hand over', { workspaceId, ...(user && { user }), ...(to && { to }) })
    if (many) return many.message
  }
  return null
}

const holderIn = (directory: Directory, portfolioId: string): string | null => {
  const portfolio = directory.portfolio(portfolioId)
  return portfolio ? holderOf(portfolio) : null
}

/** Gives items to somebody. Resolves with what takes it back, or with the reason why not. */
export async function assignItems(
  replica: Replica,
  workspaceId: string,
  items: readonly Item[],
  to: string,
): Promise<{ undo: () => Promise<void> } | { problem: string }> {
  const problem = assignProblem(replica.directory.value, workspaceId, items, to)
  if (problem) return { problem }
  const home = await homeFor(replica, to, workspaceId)
  if ('problem' in home) return home
  const moved = items.filter((item) => item.portfolio !== home.portfolioId)
  for (const [folderId, inFolder] of Map.groupBy(moved, (item) => item.folderId))
    await replica.content.assign(folderId, idsOf(inFolder), home.portfolioId)
  return {
    async undo() {
      for (const inPlace of Map.groupBy(moved, (item) => `${item.folderId}/${item.portfolio}`).values()) {
        const [{ folderId, portfolio } = { folderId: '', portfolio: '' }] = inPlace
        await replica.content.assign(folderId, idsOf(inPlace), portfolio)
      }
    },
  }
}

const idsOf = (items: readonly Item[]): string[] => items.map((item) => item.id)
