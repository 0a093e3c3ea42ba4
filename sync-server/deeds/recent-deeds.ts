import type { DeedsAnswer, MassChange } from '../../shared/protocol/http.ts'
import { revealing } from '../personal/reveal.ts'
import type { ContentHistoryRow } from '../store/schema/content.ts'
import type { Db } from '../store/store.ts'

/** So many records changed alike about one time are no work done by hand; deletions are told one by one, too. */
const MANY = 5
/** The newest count; more than this nobody looks through. */
const MOST_EDITS = 20_000
const MOST_EXPORTS = 200

/** What somebody exported, deleted and changed in masses since a moment (ISO), with what stood there before (LIFE-9). */
export async function recentDeeds(
  db: Db,
  organizationId: string,
  userId: string,
  since: string,
): Promise<DeedsAnswer> {
  const noted = await db
    .selectFrom('history')
    .select(['history_id', 'at', 'words'])
    .where('organization_id', '=', organizationId)
    .where('actor_user_id', '=', userId)
    .where('action', '=', 'export.note')
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(MOST_EXPORTS)
    .execute()
  const { plain } = await revealing(
    db,
    organizationId,
    noted.map(({ words }) => words),
  )
  const edits = await db
    .selectFrom('content_history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('field', 'is not', null)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(MOST_EDITS)
    .execute()
  const later = await changedByOthers(db, organizationId, userId, edits)
  return {
    exports: noted.map(({ history_id: id, at, words }) => ({ id, at, words: plain(words ?? '') })),
    changes: massChanges(edits.toReversed(), later),
    more: noted.length === MOST_EXPORTS || edits.length === MOST_EDITS,
  }
}

const fieldOf = ({ record_id, field }: Pick<ContentHistoryRow, 'record_id' | 'field'>) =>
  `${record_id}/${field}`

/** When somebody else last changed each field of these records since (ISO), by record and field. */
async function changedByOthers(
  db: Db,
  organizationId: string,
  userId: string,
  edits: ContentHistoryRow[],
): Promise<Map<string, string>> {
  const ids = [...new Set(edits.map((edit) => edit.record_id))]
  const first = edits.at(-1)?.at ?? ''
  const last = new Map<string, string>()
  for (let i = 0; i < ids.length; i += 400) {
    const rows = await db
      .selectFrom('content_history')
      .select(['record_id', 'field'])
      .select((eb) => eb.fn.max('at').as('last'))
      .where('organization_id', '=', organizationId)
      .where('record_id', 'in', ids.slice(i, i + 400))
      .where('at', '>=', first)
      .where('field', 'is not', null)
      .where((or) => or.or([or('user_id', '<>', userId), or('user_id', 'is', null)]))
      .groupBy(['record_id', 'field'])
      .execute()
    for (const row of rows) last.set(fieldOf(row), row.last)
  }
  return last
}

/** `edits`: oldest first. Of a field that they changed several times counts what stood there first, and when they did it last. */
function massChanges(edits: ContentHistoryRow[], later: ReadonlyMap<string, string>): MassChange[] {
  const fields = new Map<string, { edit: ContentHistoryRow; before: string | null }>()
  for (const edit of edits) {
    const known = fields.get(fieldOf(edit))
    const othersBetween = known && (later.get(fieldOf(edit)) ?? '') > known.edit.at
    fields.set(fieldOf(edit), { edit, before: known && !othersBetween ? known.before : edit.before })
  }
  const ended = [...fields.values()].filter(({ edit, before }) => edit.after !== before && isKept(edit))
  const groups = Map.groupBy(ended, ({ edit }) => `${edit.folder_id} ${edit.field} ${edit.at.slice(0, 16)}`)
  return [...groups.values()]
    .flatMap((group): MassChange[] => {
      const [one] = group
      const deletes = one?.edit.field === 'deleted'
      if (!one || (!deletes && group.length < MANY)) return []
      const mine = group.filter(({ edit }) => (later.get(fieldOf(edit)) ?? '') <= edit.at)
      // Put back already, or overtaken: it is in the history, and nothing is to be done.
      if (mine.length === 0) return []
      return [
        {
          at: one.edit.at,
          folderId: one.edit.folder_id,
          field: one.edit.field ?? '',
          records: mine.map(({ edit, before }) => ({
            recordId: edit.record_id,
            before: before === null ? null : (JSON.parse(before) as unknown),
          })),
          changedSince: group.length - mine.length,
        },
      ]
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Taking something back from the bin takes nothing from anybody. */
const isKept = ({ field, after }: ContentHistoryRow): boolean =>
  field !== 'deleted' || (after !== null && after !== 'null')
