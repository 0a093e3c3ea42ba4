import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import { colleague } from '../../shared/domain/documents/project.ts'
import { type HistoryKind, NOUNS } from '../../shared/domain/model/history-kind.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { revealing } from '../personal/reveal.ts'
import type { HistoryValueRow } from '../store/schema/log.ts'
import type { Schema } from '../store/schema/schema.ts'
import type { Db } from '../store/store.ts'
import { endOf, type HistoryFilter, pageSize } from './history-filter.ts'
import type { HistoryReach } from './history-reach.ts'
import type { Unnamed } from './unnamed.ts'

/** What was decided by command. */
export async function commandEntries(
  db: Db,
  organizationId: string,
  reach: HistoryReach,
  filter: HistoryFilter,
): Promise<Unnamed[]> {
  if (filter.record !== undefined) return []
  const end = endOf(filter)
  let query = db
    .selectFrom('history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('at', 'desc')
    .orderBy('history_id', 'desc')
    .limit(pageSize(filter) + 1)
  if (end)
    query = query.where((or) =>
      or.or([or('at', '<', end.at), or.and([or('at', '=', end.at), or('history_id', '<', end.id)])]),
    )
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (filter.kinds?.length) query = query.where(ofKinds(filter.kinds))
  const about = (subjects: string[]) =>
    db
      .selectFrom('history_subjects')
      .select('seq')
      .where('organization_id', '=', organizationId)
      .where('subject_id', 'in', subjects)
  const { user, handover } = filter
  if (user)
    query = query.where((or) => or.or([or('actor_user_id', '=', user), or('seq', 'in', about([user]))]))
  if (handover) query = query.where('seq', 'in', about([handover]))
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
  if (value.table_name === 'user' || value.table_name === 'invitation') return true
  // A merge's levels are of every workspace the two are in; no document tells those either (`handoverPlaces`).
  if (value.table_name === 'handover')
    return !`${value.before ?? ''} ${value.after ?? ''}`.includes('"merge":')
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

/** Actions begin with their noun; about people is what begins with no other kind's. */
function ofKinds(kinds: readonly HistoryKind[]): Expression<SqlBool> {
  const either = expressionBuilder<Schema, 'history'>()
  const beginsWith = (nouns: readonly string[]) =>
    either.or(nouns.map((noun) => either('action', 'like', `${noun}.%`)))
  return either.or(
    kinds.map((kind) =>
      kind === 'people' ? either.not(beginsWith(Object.values(NOUNS).flat())) : beginsWith(NOUNS[kind]),
    ),
  )
}
