import { type Change, type Effect, isRowChange, type Rows } from '../../shared/domain/decide/change.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { holdsSeat } from '../../shared/domain/billing/seat.ts'
import { closeEndedDays, setClockBy } from '../billing/close-days.ts'
import { goOnWaiting } from '../billing/standing-still.ts'
import type { Outcome, Tx } from '../store/store.ts'
import { askForRecords } from '../employees/ask-for-records.ts'
import { eraseTraces } from '../erase/erase-traces.ts'
import { affectedRows } from './affected.ts'
import { applyRows, type ChangedRow } from './apply.ts'
import { documentChanges, entriesOn } from './document-changes.ts'
import { carryOut } from './effects.ts'
import { keepNotices } from './keep-notices.ts'
import { drawnAnew, keepRequests, oneAfterTheOther } from './keep-requests.ts'
import type { Deciding, Published, SightChange } from './ports.ts'
import { surroundingsOf } from './surroundings.ts'

/**
 * Writes a decision: rows, the documents that show them, effects. Broadcasts when it is on the disk (DESIGN §2.4).
 * The history is the caller's, who knows the words.
 */
export async function writeChanges(
  deciding: Deciding,
  at: { tx: Tx; outcome: Outcome; organizationId: string; now: string },
  rows: ChangedRow[],
  changes: Change[],
): Promise<void> {
  const { tx, outcome, organizationId, now } = at
  // Before it changes who has a seat, and what that costs: days that are over keep what was true at their end (BILL-1).
  const closed = rows.some(concernsSeats) ? await closeEndedDays(tx, organizationId, now) : []
  const affected = await affectedRows(tx, organizationId, [...closed, ...rows])
  // What is new stood nowhere before, and where it would have stood need not be looked up.
  const before = affected.some((row) => row.before !== null)
    ? entriesOn('before', affected, await surroundingsOf(tx, organizationId, affected))
    : []
  await applyRows(tx, organizationId, [...closed, ...rows])
  for (const { table, before: was, after } of rows) {
    if (table !== 'organization' || !after) continue
    await setClockBy(tx, after as Rows['organization'], now)
    if (was) await goOnWaiting(tx, was as Rows['organization'], after as Rows['organization'], now)
  }
  const kept = await keepRequests(deciding, at, rows)
  const all = oneAfterTheOther(affected, [...kept.same, ...kept.rows])
  const around = await surroundingsOf(tx, organizationId, all)
  const after = entriesOn('after', all, around)
  // A request stands where its row says, whatever is around it.
  before.push(...entriesOn('before', all.slice(affected.length), around))
  const effects = [...changes.filter((change): change is Effect => !isRowChange(change)), ...kept.effects]
  const afterwards = await carryOut(tx, organizationId, effects, now)

  const asksForRecords = await askForRecords(tx, organizationId, rows, now)

  const published = await deciding.documents.writeDirectory(tx, organizationId, [
    ...documentChanges(before, after),
    ...drawnAnew(kept.userIds, before, after),
    ...(await keepNotices(deciding, at, kept.userIds)),
  ])
  outcome.onRollback(() => published.discard())
  const own: Published[] = []
  for (const { userId, change } of whoSeesOtherItems(rows)) {
    const renewed = await deciding.documents.renewOwnCopies(tx, organizationId, userId, change)
    outcome.onRollback(() => renewed.discard())
    own.push(renewed)
  }
  outcome.onCommit(() => {
    // Before it is told: whoever loses a right hears nothing of what took it, nor of what else changed with it.
    const users = usersWithOtherRights(rows)
    if (users === 'all') deciding.sockets.reconsider(organizationId)
    else if (users.length > 0) deciding.sockets.reconsider(organizationId, users)
    published.publish()
    for (const renewed of own) renewed.publish()
  })
  for (const effect of effects)
    if (effect.effect === 'erase')
      for (const more of await eraseTraces(deciding, at, effect)) {
        outcome.onRollback(() => more.discard())
        outcome.onCommit(() => more.publish())
      }
  outcome.onCommit(() => {
    for (const act of afterwards) act(deciding.sockets)
    if (asksForRecords || effects.some(({ effect }) => effect === 'mail' || effect === 'erase'))
      deciding.wakeJobs()
  })
}

/** Does it change who has a seat, or what counts beside (price, currency, time zone)? */
function concernsSeats({ table, before, after }: ChangedRow): boolean {
  if (table === 'organization') return true
  if (table !== 'user') return false
  const [had, has] = [before, after].map((row) => row !== null && holdsSeat((row as Rows['user']).state))
  return had !== has
}

/** Whose own copies of content may have to say something else: their rights, or what they look after, are others. */
function whoSeesOtherItems(rows: ChangedRow[]): { userId: string; change: SightChange }[] {
  const found = new Map<string, { userId: string; change: SightChange }>()
  const add = (userId: string | null | undefined, what: SightChange['what'], workspaceId: string | null) => {
    const change = { what, workspaceId } as SightChange
    if (userId) found.set([userId, what, workspaceId].join(), { userId, change })
  }
  for (const { table, key, before, after } of rows) {
    if (table === 'membership') {
      const { userId, workspaceId } = (after ?? before) as Rows['membership']
      add(userId, 'rights', workspaceId)
    }
    if (table === 'user' && before && after && hasOtherStanding(before, after)) add(key, 'rights', null)
    if (table === 'portfolio') {
      const { workspaceId } = (after ?? before) as Rows['portfolio']
      const [had, has] = [before, after].map((row) => row && holderOf(row as Rows['portfolio']))
      if (had === has) continue
      add(had, 'went', workspaceId)
      add(has, 'came', workspaceId)
    }
  }
  return [...found.values()]
}

function hasOtherStanding(before: unknown, after: unknown): boolean {
  const [was, is] = [before as Rows['user'], after as Rows['user']]
  return was.role !== is.role || was.state !== is.state
}

/** Whose rooms must be looked at again. */
function usersWithOtherRights(rows: ChangedRow[]): string[] | 'all' {
  const users = new Set<string>()
  for (const { table, key, before, after } of rows) {
    if (table === 'organization') return 'all'
    if (table === 'user') users.add(key)
    if (table === 'membership') users.add(((after ?? before) as Rows['membership']).userId)
  }
  return [...users]
}
