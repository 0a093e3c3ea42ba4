import type { ItemCount } from '../domain/model/handover.ts'
import { summed } from '../domain/handover/run.ts'
import type { Directory } from '../replica/directory/directory.ts'
import type { CountNode } from '../ui/count-tree.tsx'

/** Counts as the tree "workspace → folder", biggest first. `before`: what a preview had shown in a folder (HAND-6). */
export function countNodes(
  directory: Directory,
  counts: readonly ItemCount[],
  before: ReadonlyMap<string, number> = new Map(),
): CountNode[] {
  const byWorkspace = Map.groupBy(summed([...counts]), (count) => count.workspaceId)
  return [...byWorkspace].map(([workspaceId, folders]) => ({
    id: workspaceId,
    label: directory.nameOf(workspaceId),
    count: total(folders),
    children: folders
      .map(({ folderId, all, open }) => ({
        id: folderId,
        label: `${directory.nameOf(folderId)}${open < all ? ` (${open.toLocaleString()} open)` : ''}`,
        count: all,
        before: before.get(folderId),
      }))
      .sort((a, b) => b.count - a.count),
  }))
}

export const total = (counts: readonly { all: number }[]): number =>
  counts.reduce((sum, { all }) => sum + all, 0)

/** "1,234 items", "1 item", "no items" */
export const itemsInWords = (count: number): string =>
  count === 0 ? 'no items' : count === 1 ? '1 item' : `${count.toLocaleString()} items`
