import { randomUUID } from 'node:crypto'
import { type Effect, isRowChange, type Rows } from '../../shared/domain/decide/change.ts'
import { requestsAfterRights } from '../../shared/domain/decide/decide.ts'
import { ask, runWithStore } from '../../shared/domain/decide/question.ts'
import { FORGOTTEN, meOf } from '../../shared/domain/documents/document-name.ts'
import type { Entry } from '../../shared/domain/documents/project.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Tx } from '../store/store.ts'
import { answerFrom } from './answer.ts'
import { applyRows, type ChangedRow, changedRows } from './apply.ts'
import type { Deciding } from './ports.ts'

interface Kept {
  rows: ChangedRow[]
  /** Requests of these people that are as they were. */
  same: ChangedRow[]
  effects: Effect[]
  /** Whose rights these are. */
  userIds: string[]
}

/**
 * Keeps requests from those who may not see any more what they quote (ROLE-10): in the transaction that takes the right, when
 * its rows are written. Writes what becomes of them.
 */
export async function keepRequests(
  deciding: Deciding,
  { tx, organizationId, now }: { tx: Tx; organizationId: string; now: string },
  changed: ChangedRow[],
): Promise<Kept> {
  const userIds = withOtherRights(changed)
  const effects: Effect[] = []
  let rows: ChangedRow[] = []
  const same: ChangedRow[] = []
  // One after the other: two of them may have been asked for the same.
  for (const userId of userIds) {
    const answer = answerFrom(tx, organizationId, now, deciding.documents)
    const changes = await runWithStore(requestsAfterRights(userId, now), answer)
    const own = await changedRows(tx, organizationId, changes.filter(isRowChange))
    await applyRows(tx, organizationId, own)
    rows = oneAfterTheOther(rows, own)
    effects.push(...changes.filter((change): change is Effect => !isRowChange(change)))
    for (const request of await runWithStore(ask('requestsOf', { userId }), answer))
      same.push({ table: 'request', key: request.id, before: request, after: request })
  }
  const written = new Set(rows.map(({ key }) => key))
  return { rows, same: same.filter(({ key }) => !written.has(key)), effects, userIds }
}

/** The same rows changed first so, then so: each once. */
export function oneAfterTheOther(first: ChangedRow[], then: ChangedRow[]): ChangedRow[] {
  const rows = new Map(first.map((row) => [`${row.table}/${row.key}`, row]))
  for (const row of then) {
    const id = `${row.table}/${row.key}`
    rows.set(id, { ...row, before: (rows.get(id) ?? row).before })
  }
  return [...rows.values()]
}

/**
 * For these people's own documents: what stands there of requests and handovers, also where the row is the same, since they may
 * know records by other ids now (`content/own-copies/veils.ts`); and the mark that has devices fold what stood there before.
 */
export function drawnAnew(userIds: string[], before: Entry[], after: Entry[]): Entry[] {
  const isQuoting = ({ key }: Entry) => key.startsWith('request/') || key.startsWith('handover/')
  return userIds.map(meOf).flatMap((document) => {
    const own = (entries: Entry[]) =>
      entries.filter((entry) => entry.document === document && isQuoting(entry))
    const stands = own(after)
    return stands.length + own(before).length > 0
      ? [...stands, { document, key: FORGOTTEN, value: randomUUID() }]
      : []
  })
}

/** Who may have less than before: put out, at another level, restricted, with another role or state, or less to look after. */
function withOtherRights(rows: ChangedRow[]): string[] {
  const users = new Set<string>()
  for (const { table, key, before, after } of rows) {
    if (!before) continue
    if (table === 'membership') users.add((before as Rows['membership']).userId)
    if (table === 'user') {
      const [was, is] = [before as Rows['user'], after as Rows['user'] | null]
      if (is && (was.role !== is.role || was.state !== is.state)) users.add(key)
    }
    if (table === 'portfolio') {
      const had = holderOf(before as Rows['portfolio'])
      if (had && (!after || holderOf(after as Rows['portfolio']) !== had)) users.add(had)
    }
  }
  return [...users]
}
