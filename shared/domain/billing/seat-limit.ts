import { type Change, isRowChange } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { User } from '../model/user.ts'
import { holdsSeat } from './seat.ts'

/**
 * BILL-3: refused where these changes would take more seats than the organization allows. What they free counts, so a
 * handover that runs on acceptance and lets the leaver go fits into a full house.
 */
export function* keepsSeatLimit(changes: readonly Change[]): Asking<Refusal | null> {
  const organization = yield* ask('organization', {})
  const limit = organization?.seatLimit ?? null
  if (limit === null) return null
  const after = new Map<string, User>()
  for (const change of changes)
    if (isRowChange(change) && 'put' in change && change.put === 'user') after.set(change.row.id, change.row)
  let added = 0
  for (const [id, user] of after) {
    const before = yield* ask('user', { id })
    added += Number(holdsSeat(user.state)) - Number(before !== null && holdsSeat(before.state))
  }
  if (added <= 0 || (yield* ask('seatsTaken', {})) + added <= limit) return null
  return refuse(
    'seat-limit',
    `${limit === 1 ? 'The only seat is' : `All ${limit} seats are`} taken. An Admin can raise the limit on the Billing page, or free a seat; then try again.`,
  )
}
