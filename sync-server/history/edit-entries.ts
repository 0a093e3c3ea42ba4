import type { Db } from '../store/store.ts'
import { PURGED } from '../content/history.ts'
import { endOf, type HistoryFilter, pageSize, wants } from './history-filter.ts'
import type { HistoryReach } from './history-reach.ts'
import type { Unnamed } from './unnamed.ts'

/** Field edits of records; not for those who see people's history alone. */
export async function editEntries(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  filter: HistoryFilter,
): Promise<Unnamed[]> {
  if (reach.kind !== 'all' && reach.kind !== 'workspaces') return []
  const { user, handover, record } = filter
  if (handover !== undefined || !wants(filter, 'records')) return []
  const end = endOf(filter)
  let query = db
    .selectFrom('content_history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize(filter) + 1)
  if (record !== undefined) query = query.where('record_id', '=', record)
  // What the server itself filled in, a demo's thousands of records, is nobody's doing.
  else query = query.where((or) => or.or([or('user_id', 'is not', null), or('field', 'is not', null)]))
  if (user !== undefined) query = query.where('user_id', '=', user)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (end)
    query = query.where((or) =>
      or.or([or('at', '<', end.at), or.and([or('at', '=', end.at), or('id', '<', end.id)])]),
    )
  if (reach.kind === 'workspaces')
    query = query.where(
      'folder_id',
      'in',
      db
        .selectFrom('folders')
        .select('folder_id')
        .where('organization_id', '=', organizationId)
        .where('workspace_id', 'in', reach.workspaceIds),
    )
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorUserId: row.user_id,
    ...saidOf(row.field),
    cause: row.cause,
    subjects: [row.record_id, row.folder_id],
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  }))
}

function saidOf(field: string | null): { action: string; words: string } {
  if (field === null) return { action: 'record.create', words: 'Create an item' }
  if (field === PURGED)
    return { action: 'record.purge', words: 'Delete an item for good, after its days in the bin' }
  return { action: 'record.edit', words: `Edit ${field}` }
}
