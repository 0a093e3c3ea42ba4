import { sql } from 'kysely'
import type * as Y from 'yjs'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import type { ItemCount } from '../../../shared/domain/model/handover.ts'
import type { Db, Tx } from '../../store/store.ts'
import type { Changed } from '../guard/apply-update.ts'
import { recordsOf } from '../guard/maps.ts'
import { before, changesOf, countedFields, countedIn, now, recordIdsIn } from './item.ts'

interface Count {
  open: number
  all: number
}

/** Changes of counts that were not written yet, by portfolio and folder. */
export class CountChanges {
  readonly #changes = new Map<
    string,
    { organizationId: string; portfolioId: string; folderId: string } & Count
  >()

  /** What these changes of a folder's document mean for its counts. */
  note(organizationId: string, folder: Folder, doc: Y.Doc, changed: Changed[]): void {
    const counted = changesOf(changed, countedFields(folder))
    if (counted.length === 0) return
    const was = before(doc, changed)
    const is = now(doc)
    for (const recordId of recordIdsIn(counted)) {
      this.#add(organizationId, folder.id, countedIn(was, recordId, folder), -1)
      this.#add(organizationId, folder.id, countedIn(is, recordId, folder), 1)
    }
  }

  /** Writes them, so that a preview is exact and instant (HAND-6). */
  async write(tx: Tx): Promise<void> {
    const changes = [...this.#changes.values()]
    this.#changes.clear()
    for (const { organizationId, portfolioId, folderId, ...count } of changes)
      if (count.open !== 0 || count.all !== 0)
        await addToRow(tx, organizationId, portfolioId, folderId, count)
  }

  #add(organizationId: string, folderId: string, item: ReturnType<typeof countedIn>, by: 1 | -1): void {
    if (!item) return
    const { portfolioId } = item
    const key = `${organizationId}\n${portfolioId}\n${folderId}`
    const change = this.#changes.get(key) ?? { organizationId, portfolioId, folderId, open: 0, all: 0 }
    change.open += item.open ? by : 0
    change.all += by
    this.#changes.set(key, change)
  }
}

async function addToRow(
  tx: Tx,
  organizationId: string,
  portfolioId: string,
  folderId: string,
  { open, all }: Count,
): Promise<void> {
  await tx
    .insertInto('item_counts')
    .values({
      organization_id: organizationId,
      portfolio_id: portfolioId,
      folder_id: folderId,
      open,
      all_items: all,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'portfolio_id', 'folder_id']).doUpdateSet({
        open: sql<number>`item_counts.open + excluded.open`,
        all_items: sql<number>`item_counts.all_items + excluded.all_items`,
      }),
    )
    .execute()
}

/** Counts a folder's items anew, from all its documents. */
export async function recountFolder(
  tx: Tx,
  organizationId: string,
  folder: Folder,
  docs: Y.Doc[],
): Promise<void> {
  const counts = new Map<string, Count>()
  for (const doc of docs) {
    const read = now(doc)
    for (const recordId of recordsOf(doc).keys()) {
      const item = countedIn(read, recordId, folder)
      if (!item) continue
      const { open, all } = counts.get(item.portfolioId) ?? { open: 0, all: 0 }
      counts.set(item.portfolioId, { open: open + (item.open ? 1 : 0), all: all + 1 })
    }
  }
  await tx
    .deleteFrom('item_counts')
    .where('organization_id', '=', organizationId)
    .where('folder_id', '=', folder.id)
    .execute()
  for (const [portfolioId, count] of counts) await addToRow(tx, organizationId, portfolioId, folder.id, count)
}

/** Exact counts of what lies in these portfolios, by folder; folders without any are left out. */
export async function itemCountsOf(
  db: Db,
  organizationId: string,
  portfolioIds: string[],
): Promise<(ItemCount & { portfolioId: string })[]> {
  const found: (ItemCount & { portfolioId: string })[] = []
  for (let i = 0; i < portfolioIds.length; i += 500) {
    const rows = await db
      .selectFrom('item_counts')
      .innerJoin('folders', (join) =>
        join
          .onRef('folders.organization_id', '=', 'item_counts.organization_id')
          .onRef('folders.folder_id', '=', 'item_counts.folder_id'),
      )
      .select([
        'portfolio_id',
        'item_counts.folder_id',
        'folders.workspace_id',
        'folders.kind',
        'open',
        'all_items',
      ])
      .where('item_counts.organization_id', '=', organizationId)
      .where('portfolio_id', 'in', portfolioIds.slice(i, i + 500))
      .where('all_items', '>', 0)
      .orderBy('portfolio_id')
      .orderBy('item_counts.folder_id')
      .execute()
    for (const row of rows)
      found.push({
        portfolioId: row.portfolio_id,
        workspaceId: row.workspace_id,
        folderId: row.folder_id,
        kind: row.kind as ItemCount['kind'],
        open: row.open,
        all: row.all_items,
      })
  }
  return found
}
