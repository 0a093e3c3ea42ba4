import { dayOfEnd } from '../../domain/billing/subscription.ts'
import { holdsSeat } from '../../domain/billing/seat.ts'
import type { AboutOrganization, Directory, Person } from '../../replica/directory/directory.ts'
import { money } from './money.ts'

/** What makes an exchange of people cost nothing (BILL-1). */
export const SAME_DAY =
  'Who has a seat at the end of the day counts: a seat freed the same day costs nothing.'

/** ": €12.00 a month"; nothing where this device may not know the price. */
export const perMonth = (about: AboutOrganization | null): string =>
  about?.seatPrice === undefined ? '' : `: ${money(about.seatPrice, about.currency)} a month`

/** What a seat costs ends with a subscription that is cancelled. */
function untilLastDay(about: AboutOrganization | null): string {
  const lastDay = about?.cancellation?.lastDay ?? about?.lastDay
  return lastDay ? ` The subscription ends on ${dayOfEnd(lastDay)}; nothing is charged after it.` : ''
}

/** "When they accept, they take a seat: €12.00 a month. …" (INV-7, LIFE-4) */
export const seatLine = (about: AboutOrganization | null, when: string): string =>
  `${when} they take a seat${perMonth(about)}. ${SAME_DAY}${untilLastDay(about)}`

/** Whether those who come find a seat, where there is a limit (BILL-3); `more` are about to be invited or restored. */
export function seatRoom(
  directory: Directory,
  more: number,
): { tone: 'info' | 'warning'; words: string } | null {
  const limit = directory.about?.seatLimit ?? null
  if (limit === null) return null
  const { seats } = directory
  if (!seats) return { tone: 'info', words: `The organization has ${limit} seats at most.` }
  const { taken, reserved } = seats
  if (taken >= limit)
    return {
      tone: 'warning',
      words: `All ${limit} seats are taken. Nobody can come in until one is free, or an Admin raises the limit.`,
    }
  const now = `${taken} of ${limit} seats are taken${reserved > 0 ? `, ${reserved} more reserved` : ''}`
  return taken + reserved + more > limit
    ? { tone: 'warning', words: `${now}: not everybody who is invited will find one.` }
    : { tone: 'info', words: `${now}.` }
}

/** What a handover does to seats, in words (HAND-6, HAND-11). */
export function seatNotes(
  directory: Directory,
  from: Person | null,
  to: Person | null,
  afterwards: 'stay' | 'block' | 'deactivate',
): string[] {
  const price = perMonth(directory.about)
  const frees = from !== null && holdsSeat(from.state) && afterwards === 'deactivate'
  const takes = to?.state === 'pending'
  const notes: string[] = []
  if (takes && to) notes.push(`${nameOf(to)} takes a seat when accepting${price}.`)
  if (frees) notes.push(`${nameOf(from)}’s seat becomes free${price}.`)
  if (from !== null && holdsSeat(from.state) && afterwards === 'block')
    notes.push(`${nameOf(from)} keeps the seat while blocked${price}.`)
  if (frees || takes) notes.push(SAME_DAY)
  if (notes.length === 0) notes.push('No seat is taken or freed.')
  return notes
}

const nameOf = ({ name, email }: Person): string => name || email || 'somebody'
