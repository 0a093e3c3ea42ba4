import type { HistoryAnswer, HistoryEntry } from '../../shared/protocol/http.ts'
import type { Db } from '../store/store.ts'
import { commandEntries } from './command-entries.ts'
import { editEntries } from './edit-entries.ts'
import { type HistoryFilter, pageSize } from './history-filter.ts'
import type { HistoryReach } from './history-reach.ts'
import type { Unnamed } from './unnamed.ts'

/** One page of directory changes and record edits, newest first. */
export async function historyPage(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  filter: HistoryFilter,
): Promise<HistoryAnswer> {
  const commands = await commandEntries(db, organizationId, reach, filter)
  const edits = await editEntries(db, organizationId, reach, filter)
  const all = [...commands, ...edits].sort((a, b) =>
    a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1,
  )
  const entries = all.slice(0, pageSize(filter))
  const last = entries.at(-1)
  return {
    entries: await withActorNames(db, organizationId, entries),
    next: last && all.length > entries.length ? `${last.at}~${last.id}` : null,
  }
}

async function withActorNames(db: Db, organizationId: string, entries: Unnamed[]): Promise<HistoryEntry[]> {
  const ids = [...new Set(entries.map((entry) => entry.actorUserId).filter((id) => id !== null))]
  const people = ids.length
    ? await db
        .selectFrom('users')
        .select(['user_id', 'name', 'email'])
        .where('organization_id', '=', organizationId)
        .where('user_id', 'in', ids)
        .execute()
    : []
  const names = new Map(people.map((row) => [row.user_id, row.name || row.email]))
  return entries.map((entry) => ({
    ...entry,
    actorName:
      entry.actorUserId === null ? 'Handover' : (names.get(entry.actorUserId) ?? 'somebody who left'),
  }))
}
