import type { InvoiceLine } from '../model/invoice.ts'
import type { SeatDay } from '../model/seat-month.ts'
import { daysIn, daysLater, monthOf } from './day.ts'

/**
 * What days of one month and currency come to: a line for each stretch of days with the same price. A line is rounded once,
 * half up, so a whole month of `n` seats costs exactly `n` times the price. Whole numbers throughout.
 */
export function invoiceLines(days: readonly SeatDay[]): InvoiceLine[] {
  const lines: InvoiceLine[] = []
  for (const { day, seats, price } of days) {
    const last = lines.at(-1)
    if (last && last.price === price && daysLater(last.to, 1) === day) {
      last.to = day
      last.seatDays += seats
    } else lines.push({ from: day, to: day, seatDays: seats, price, amount: 0 })
  }
  return lines.map((line) => ({
    ...line,
    amount: partOfMonth(line.price, line.seatDays, daysIn(monthOf(line.from))),
  }))
}

/** `price × seatDays ÷ days`, rounded half up; big integers, as the product may be more than a number holds exactly. */
export function partOfMonth(price: number, seatDays: number, days: number): number {
  const twice = BigInt(price) * BigInt(seatDays) * 2n
  return Number((twice + BigInt(days)) / (2n * BigInt(days)))
}

export const totalOf = (lines: readonly Pick<InvoiceLine, 'amount'>[]): number =>
  lines.reduce((sum, { amount }) => sum + amount, 0)
