import { randomBytes } from 'node:crypto'
import type { Rows } from '../../shared/domain/decide/change.ts'
import { formerlyBut } from '../../shared/domain/handover/made-one.ts'
import type { PersonalValues } from '../personal/personal-values.ts'
import { withoutTokens } from '../personal/token.ts'
import { peopleIn, rowWithTokens } from '../personal/tokenise.ts'
import { insertEach } from '../store/insert-each.ts'
import type { Tx } from '../store/store.ts'
import type { ChangedRow } from './apply.ts'

export interface HistoryFact {
  at: string
  /** Null: the server itself. */
  actorUserId: string | null
  action: string
  commandId: string
  cause: string | null
  words: string
  /** Beside what the changed rows are about. */
  about?: readonly string[]
}

/** Everybody whose personal values may stand in these rows: what `PersonalValues.load` wants, before they are written. */
export const peopleInRows = (changed: ChangedRow[]): string[] =>
  changed.flatMap(({ table, before, after }) =>
    [before, after].flatMap((side) => (side ? peopleIn(table, side) : [])),
  )

/**
 * Writes one entry for a command, with each changed row's before and after (AUD-1). What is personal in them goes to
 * `values`, and the entry, which stays for good, refers to it. `fact.words` have no other token in them than of `namesFor`.
 */
export async function writeHistory(
  tx: Tx,
  organizationId: string,
  fact: HistoryFact,
  changed: ChangedRow[],
  values: PersonalValues,
): Promise<void> {
  const { last } = await tx
    .selectFrom('history')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const seq = last + 1
  // Sorts as it happened, also within one millisecond.
  const sides = changed.map(({ table, key, before, after }) => ({
    table_name: table,
    row_key: key,
    before: before && JSON.stringify(rowWithTokens(table, withoutTokens(before), values)),
    after: after && JSON.stringify(rowWithTokens(table, withoutTokens(after), values)),
  }))
  const historyId = `his_${seq.toString().padStart(12, '0')}${randomBytes(9).toString('base64url')}`
  await insertEach(tx, 'history', [
    {
      organization_id: organizationId,
      history_id: historyId,
      seq,
      at: fact.at,
      actor_user_id: fact.actorUserId,
      action: fact.action,
      command_id: fact.commandId,
      cause: fact.cause,
      words: values.inText(fact.words),
    },
  ])
  await insertEach(
    tx,
    'history_values',
    sides.map((side) => ({ organization_id: organizationId, history_id: historyId, ...side })),
  )
  await values.save(tx, erasedBy(changed))
  const subjects = [
    ...new Set([...changed.flatMap(subjectsOf), ...(fact.about ?? []), ...(fact.cause ? [fact.cause] : [])]),
  ]
  await insertEach(
    tx,
    'history_subjects',
    subjects.map((subject) => ({ organization_id: organizationId, subject_id: subject, seq })),
  )
}

/**
 * Which values this very change erases: the entry may refer to them, and they are not kept. All of who is erased, and the
 * former addresses that go with them from others.
 */
function erasedBy(changed: ChangedRow[]): (userId: string, value: string) => boolean {
  const users = changed.filter(({ table }) => table === 'user')
  const sides = users.map(({ key, before, after }) => ({
    key,
    before: before as Rows['user'] | null,
    after: after as Rows['user'] | null,
  }))
  const erased = new Set(sides.flatMap(({ key, after }) => (after?.state === 'erased' ? [key] : [])))
  const gone = new Map(
    sides.map(({ key, before, after }) => [
      key,
      erased.size > 0 ? formerlyBut(before ?? { formerly: [] }, after?.formerly ?? []) : [],
    ]),
  )
  return (userId, value) => erased.has(userId) || gone.get(userId)?.includes(value) === true
}

/** People, workspaces and handovers a changed row is about: what the history is filtered by, and who may see it. */
export function subjectsOf({ table, key, before, after }: ChangedRow): string[] {
  const row = after ?? before
  switch (table) {
    case 'membership': {
      const { userId, workspaceId } = row as Rows['membership']
      return [userId, workspaceId]
    }
    case 'folder':
      return [key, (row as Rows['folder']).workspaceId]
    case 'portfolio': {
      const { workspaceId, homeOf, origin } = row as Rows['portfolio']
      return [workspaceId, homeOf, origin].filter((id) => id !== null)
    }
    case 'request':
      return [key, (row as Rows['request']).by]
    case 'invitation':
      return [key, (row as Rows['invitation']).userId]
    case 'handover': {
      const handover = row as Rows['handover']
      const people = handover.kind === 'switch' ? [handover.userId] : [handover.plan.from, handover.plan.to]
      const batch = handover.kind === 'switch' && handover.batchId ? [handover.batchId] : []
      return [key, ...batch, ...people.filter((id) => id !== null)]
    }
    default:
      return [key]
  }
}
