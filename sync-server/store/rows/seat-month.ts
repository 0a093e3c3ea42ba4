import { lastOf, firstOf } from '../../../shared/domain/billing/day.ts'
import type { SeatDay, SeatMonth } from '../../../shared/domain/model/seat-month.ts'
import type { SeatDayRow } from '../schema/billing.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toSeatDay = ({ day, seats, price, currency }: SeatDayRow): SeatDay => ({
  day,
  seats,
  price,
  currency,
})

/** A month is its days; days that stand are never written again. */
export const seatMonthMapper: RowMapper<'seatMonth'> = {
  async read(tx, organizationId, id): Promise<SeatMonth | null> {
    const rows = await tx
      .selectFrom('seat_days')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('day', '>=', firstOf(id))
      .where('day', '<=', lastOf(id))
      .orderBy('day')
      .execute()
    return rows.length > 0 ? { id, days: rows.map(toSeatDay) } : null
  },
  async put(tx, organizationId, { days }) {
    await tx
      .insertInto('seat_days')
      .values(days.map((day) => ({ organization_id: organizationId, ...day })))
      .onConflict((conflict) => conflict.columns(['organization_id', 'day']).doNothing())
      .execute()
  },
  remove: neverRemoved('seatMonth'),
}
