import { sql } from 'kysely'
import type * as Y from 'yjs'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import type { Db, Tx } from '../store/store.ts'
import type { Changed } from './guard/apply-update.ts'
import { recordsOf } from './guard/maps.ts'
import { before, countedIn, now, recordIdsIn } from './item.ts'

interface Count {
  open: number
  all: number
}

/** Keeps the running counts with the update that changes them, so that a preview is exact and instant (HAND-6). */
export async function countChanges(
  tx: Tx,
  organizationId: string,
  folder: Folder,
  doc: Y.Doc,
  changed: Changed[],
): Promise<void> {
  const counts = new Map<string, Count>()
  const was = before(doc, changed)
  const is = now(doc)
  for (const recordId of recordIdsIn(changed)) {
    addTo(counts, countedIn(was, recordId, folder), -1)
    addTo(counts, countedIn(is, recordId, folder), 1)
  }
  for (const [portfolioId, { open, all }] of counts)
    if (open !== 0 || all !== 0) await addToRow(tx, organizationId, portfolioId, folder.id, { open, all })
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
    for (const recordId of recordsOf(doc).keys()) addTo(counts, countedIn(read, recordId, folder), 1)
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

function addTo(counts: Map<string, Count>, item: ReturnType<typeof countedIn>, by: 1 | -1): void {
  if (!item) return
  const count = counts.get(item.portfolioId) ?? { open: 0, all: 0 }
  counts.set(item.portfolioId, { open: count.open + (item.open ? by : 0), all: count.all + by })
}
