import { z } from 'zod'

export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const monthSchema = z.string().regex(/^\d{4}-\d{2}$/)

/** One day that is over: how many seats were taken at its end, and what a seat cost then. Never changed afterwards. */
export const seatDaySchema = z.strictObject({
  day: daySchema,
  seats: z.int().min(0),
  /** Of one seat and month, in the currency's smallest unit. */
  price: z.int().min(0),
  currency: z.string(),
})
export type SeatDay = z.infer<typeof seatDaySchema>

/** The days of one month that are over, in order (BILL-1). */
export const seatMonthSchema = z.strictObject({
  id: monthSchema,
  days: z.array(seatDaySchema).max(31),
})
export type SeatMonth = z.infer<typeof seatMonthSchema>
