import { dayAt, daysLater, endOfDay, lastOf, monthOf } from '../../shared/domain/billing/day.ts'
import { invoicesOf } from '../../shared/domain/billing/invoices.ts'
import { holdsSeat } from '../../shared/domain/billing/seat.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import type { SeatDay } from '../../shared/domain/model/seat-month.ts'
import type { User } from '../../shared/domain/model/user.ts'
import type { ChangedRow } from '../decide/apply.ts'

const DAYS = 400

/** The demo's seats of the last year, from when its people came and left, with the invoices of the months that are over. */
export function demoSeats(organization: Organization, users: readonly User[], now: string): ChangedRow[] {
  const { timeZone, seatPrice: price, currency } = organization
  const today = dayAt(now, timeZone)
  const days = Array.from({ length: DAYS }, (_, index): SeatDay => {
    const day = daysLater(today, index - DAYS)
    const end = endOfDay(day, timeZone)
    return { day, seats: users.filter((user) => hadSeat(user, end)).length, price, currency }
  })
  // The first month whole, as no invoice is ever for a part of one that was not the organization's first.
  const months = Map.groupBy(days, ({ day }) => monthOf(day))
  const [first = ''] = months.keys()
  months.delete(first)
  return [...months].flatMap(([id, own]): ChangedRow[] => {
    const month = { id, days: own }
    const last = own.at(-1)?.day ?? ''
    const isOver = last === lastOf(id)
    const issued = isOver ? invoicesOf(month, organization, endOfDay(last, timeZone)) : []
    return [
      { table: 'seatMonth', key: id, before: null, after: month },
      ...issued.map((invoice): ChangedRow => ({
        table: 'invoice',
        key: invoice.id,
        before: null,
        after: invoice,
      })),
    ]
  })
}

const hadSeat = ({ state, joinedAt, leftAt }: User, at: string): boolean =>
  joinedAt !== null && joinedAt < at && (leftAt === null ? holdsSeat(state) : leftAt >= at)
