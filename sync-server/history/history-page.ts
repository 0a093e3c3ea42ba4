import { colleague } from '../../shared/domain/documents/project.ts'
import type { User } from '../../shared/domain/model/user.ts'
import type { HistoryAnswer, HistoryEntry } from '../../shared/protocol/http.ts'
import { revealing } from '../personal/reveal.ts'
import type { HistoryValueRow } from '../store/schema/log.ts'
import type { Db } from '../store/store.ts'
import type { HistoryReach } from './history-reach.ts'

const PAGE = 50

export interface HistoryFilter {
  /** `next` of the page before; null for the newest. */
  before: string | null
  /** Ids of people and handovers, all of which an entry must be about. */
  subjects: string[]
}

/** One page of directory changes and record edits, newest first. */
export async function historyPage(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  filter: HistoryFilter,
): Promise<HistoryAnswer> {
  const [at = null, id = ''] = filter.before?.split('~') ?? []
  const commands = await commandEntries(db, organizationId, reach, filter, at, id)
  const edits = filter.subjects.length > 0 ? [] : await editEntries(db, organizationId, reach, at, id)
  const all = [...commands, ...edits].sort((a, b) =>
    a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1,
  )
  const entries = all.slice(0, PAGE)
  const last = entries.at(-1)
  return {
    entries: await withActorNames(db, organizationId, entries),
    next: last && all.length > PAGE ? `${last.at}~${last.id}` : null,
  }
}

type Unnamed = Omit<HistoryEntry, 'actorName'>

async function commandEntries(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  filter: HistoryFilter,
  at: string | null,
  id: string,
): Promise<Unnamed[]> {
  let query = db
    .selectFrom('history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('at', 'desc')
    .orderBy('history_id', 'desc')
    .limit(PAGE + 1)
  if (at !== null)
    query = query.where((or) =>
      or.or([or('at', '<', at), or.and([or('at', '=', at), or('history_id', '<', id)])]),
    )
  const about = (subjects: string[]) =>
    db
      .selectFrom('history_subjects')
      .select('seq')
      .where('organization_id', '=', organizationId)
      .where('subject_id', 'in', subjects)
  for (const subject of filter.subjects) query = query.where('seq', 'in', about([subject]))
  if (reach.kind === 'workspaces') query = query.where('seq', 'in', about(reach.workspaceIds))
  if (reach.kind === 'billing') query = query.where('seq', 'in', about([organizationId]))
  if (reach.kind === 'users')
    query = query.where(
      'seq',
      'in',
      db
        .selectFrom('history_subjects')
        .select('seq')
        .where('organization_id', '=', organizationId)
        .where('subject_id', '>=', 'usr_')
        .where('subject_id', '<', 'usr`'),
    )
  const rows = await query.execute()
  if (rows.length === 0) return []
  const values = await db
    .selectFrom('history_values')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(
      'history_id',
      'in',
      rows.map((row) => row.history_id),
    )
    .execute()
  const subjects = await db
    .selectFrom('history_subjects')
    .select(['seq', 'subject_id'])
    .where('organization_id', '=', organizationId)
    .where(
      'seq',
      'in',
      rows.map((row) => row.seq),
    )
    .execute()
  const { plain, inJson } = await revealing(db, organizationId, [
    ...rows.map((row) => row.words),
    ...values.flatMap((value) => [value.before, value.after]),
  ])
  return rows.map((row) => {
    const seen = values.filter((value) => value.history_id === row.history_id && isWithin(value, reach))
    return {
      id: row.history_id,
      at: row.at,
      actorUserId: row.actor_user_id,
      action: row.action,
      words: plain(row.words ?? ''),
      cause: row.cause,
      subjects: subjects.filter((subject) => subject.seq === row.seq).map((subject) => subject.subject_id),
      before: side(seen, 'before', reach, inJson),
      after: side(seen, 'after', reach, inJson),
    }
  })
}

/** Rows of other workspaces in the same entry are not for a workspace's Owner. */
function isWithin(value: HistoryValueRow, reach: HistoryReach): boolean {
  if (reach.kind === 'billing') return value.table_name === 'organization'
  if (reach.kind !== 'workspaces') return true
  if (value.table_name === 'user' || value.table_name === 'invitation' || value.table_name === 'handover')
    return true
  const texts = `${value.row_key} ${value.before ?? ''} ${value.after ?? ''}`
  return reach.workspaceIds.some((workspaceId) => texts.includes(workspaceId))
}

/** `{table/key: row}` of one side; a row that was not there is left out. */
const side = (
  values: HistoryValueRow[],
  which: 'before' | 'after',
  reach: HistoryReach,
  revealed: (json: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    values.flatMap((value) => {
      const json = value[which]
      return json === null
        ? []
        : [
            [
              `${value.table_name}/${value.row_key}`,
              visibleTo(reach, value.table_name, JSON.parse(revealed(json))),
            ],
          ]
    }),
  )

/** A workspace's Owner sees of a person what the list of people shows them. */
const visibleTo = (reach: HistoryReach, table: string, row: unknown): unknown =>
  reach.kind === 'workspaces' && table === 'user' ? colleague(row as User) : row

/** Field edits of records; not for those who see people's history alone. */
async function editEntries(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  at: string | null,
  id: string,
): Promise<Unnamed[]> {
  if (reach.kind !== 'all' && reach.kind !== 'workspaces') return []
  let query = db
    .selectFrom('content_history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    // What the server itself filled in, a demo's thousands of records, is nobody's doing.
    .where((or) => or.or([or('user_id', 'is not', null), or('field', 'is not', null)]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
  if (at !== null)
    query = query.where((or) => or.or([or('at', '<', at), or.and([or('at', '=', at), or('id', '<', id)])]))
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
    action: row.field === null ? 'record.create' : 'record.edit',
    words: row.field === null ? 'Create an item' : `Edit ${row.field}`,
    cause: null,
    subjects: [row.record_id, row.folder_id],
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  }))
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
