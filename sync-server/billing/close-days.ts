import { clockAt, endedDays, monthsWith, type SeatClock } from '../../shared/domain/billing/close-days.ts'
import { dayAt, monthOf } from '../../shared/domain/billing/day.ts'
import { invoicesOf } from '../../shared/domain/billing/invoices.ts'
import type { SeatMonth } from '../../shared/domain/model/seat-month.ts'
import type { ChangedRow } from '../decide/apply.ts'
import { seatsTaken } from '../store/directory-reads.ts'
import { readRow } from '../store/rows/rows.ts'
import type { Tx } from '../store/store.ts'

/**
 * The rows that come of the days that have ended: months of seats, and invoices of months that are over. Called in the
 * transaction of every change of users or of the organization, before it is written, so that what a day counts is what was
 * true at its end; and by the clock, when nothing changes. Empty nearly always: one look at one row.
 */
export async function closeEndedDays(tx: Tx, organizationId: string, now: string): Promise<ChangedRow[]> {
  const clock = await clockOf(tx, organizationId)
  if (!clock || clock.endsAt > now) return []
  const organization = await readRow(tx, organizationId, 'organization', organizationId)
  if (!organization) return []
  const seats = await seatsTaken(tx, organizationId)
  const closed = endedDays(clock, organization, seats, now)
  const before = new Map<string, SeatMonth>()
  for (const id of new Set(closed.days.map(({ day }) => monthOf(day)))) {
    const month = await readRow(tx, organizationId, 'seatMonth', id)
    if (month) before.set(id, month)
  }
  await setClock(tx, organizationId, closed.clock)
  return monthsWith(closed.days, before).flatMap(({ month, isOver }): ChangedRow[] => [
    { table: 'seatMonth', key: month.id, before: before.get(month.id) ?? null, after: month },
    ...(isOver ? invoicesOf(month, organization, now) : []).map((invoice): ChangedRow => ({
      table: 'invoice',
      key: invoice.id,
      before: null,
      after: invoice,
    })),
  ])
}

/**
 * Sets the clock by the organization's row as it is now: begins with today where there is none, and has the day that is
 * not over end by another time zone. Each day of the calendar is closed once, whatever becomes of the zone.
 */
export async function setClockBy(
  tx: Tx,
  { id, timeZone }: { id: string; timeZone: string },
  now: string,
): Promise<void> {
  const clock = await clockOf(tx, id)
  await setClock(tx, id, clockAt(clock?.nextDay ?? dayAt(now, timeZone), timeZone))
}

async function clockOf(tx: Tx, organizationId: string): Promise<SeatClock | null> {
  const row = await tx
    .selectFrom('seat_clocks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row ? { nextDay: row.next_day, endsAt: row.ends_at } : null
}

async function setClock(tx: Tx, organizationId: string, { nextDay, endsAt }: SeatClock): Promise<void> {
  const values = { next_day: nextDay, ends_at: endsAt }
  await tx
    .insertInto('seat_clocks')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute()
}
