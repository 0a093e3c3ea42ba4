import type { Organization } from '../model/organization.ts'
import type { SeatDay, SeatMonth } from '../model/seat-month.ts'
import { type Day, daysLater, endOfDay, lastOf, monthOf } from './day.ts'

/** The first day that is not closed yet, and when it ends (ISO). */
export interface SeatClock {
  nextDay: Day
  endsAt: string
}

export const clockAt = (nextDay: Day, timeZone: string): SeatClock => ({
  nextDay,
  endsAt: endOfDay(nextDay, timeZone),
})

/**
 * The days that have ended by `now`, each with the seats taken at its end. `seats` is how many are taken now and were ever
 * since the clock's day ended: days are closed before every change of who holds a seat, of price, currency or time zone, so
 * what counts at a day's end is what is true then, and a day that is closed is never touched again (BILL-1).
 */
export function endedDays(
  clock: SeatClock,
  organization: Pick<Organization, 'timeZone' | 'currency' | 'seatPrice' | 'cancellation'>,
  seats: number,
  now: string,
): { days: SeatDay[]; clock: SeatClock } {
  const days: SeatDay[] = []
  let next = clock
  while (next.endsAt <= now) {
    // After the last day of a cancelled subscription nothing is counted, and so no invoice is written.
    if (!(organization.cancellation && next.nextDay > organization.cancellation.lastDay))
      days.push({ day: next.nextDay, seats, price: organization.seatPrice, currency: organization.currency })
    next = clockAt(daysLater(next.nextDay, 1), organization.timeZone)
  }
  return { days, clock: next }
}

/** The months with these days added, in order; `known` are the months as they were. */
export function monthsWith(
  days: readonly SeatDay[],
  known: ReadonlyMap<string, SeatMonth>,
): { month: SeatMonth; isOver: boolean }[] {
  return [...Map.groupBy(days, ({ day }) => monthOf(day))].map(([id, added]) => ({
    month: { id, days: [...(known.get(id)?.days ?? []), ...added] },
    isOver: added.at(-1)?.day === lastOf(id),
  }))
}
