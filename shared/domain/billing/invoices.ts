import type { Invoice, InvoiceLine } from '../model/invoice.ts'
import type { Organization } from '../model/organization.ts'
import type { SeatDay, SeatMonth } from '../model/seat-month.ts'
import { type Day, daysIn, daysLater, firstOf, type Month } from './day.ts'
import { invoiceLines, totalOf } from './invoice-lines.ts'

/** The invoices of a month that is over: one, or one for each currency where that changed meanwhile. */
export function invoicesOf(month: SeatMonth, organization: Organization, issuedAt: string): Invoice[] {
  const byCurrency = Map.groupBy(month.days, (day) => day.currency)
  return [...byCurrency].map(([currency, days], index) => {
    const lines = invoiceLines(days)
    return {
      id: index === 0 ? month.id : `${month.id}-${currency}`,
      month: month.id,
      currency,
      issuedAt,
      organizationName: organization.name,
      organizationAddress: organization.address,
      days: days.map(({ day, seats }) => ({ day, seats })),
      lines,
      total: totalOf(lines),
    }
  })
}

export interface ComingInvoice {
  month: Month
  /** The days that are over. */
  soFar: { lines: InvoiceLine[]; total: number }
  /** With today and the rest of the month, if nothing changes any more. */
  expected: { lines: InvoiceLine[]; total: number }
}

/**
 * What the month that `today` lies in comes to. `month` holds its days that are over; null before the first. Of days in
 * another currency, which have an invoice of their own, nothing is said. `lastDay` is that of a cancelled subscription.
 */
export function comingInvoice(
  month: SeatMonth | null,
  now: Pick<SeatDay, 'seats' | 'price' | 'currency'>,
  today: string,
  lastDay: Day | null = null,
): ComingInvoice {
  const id = today.slice(0, 7)
  const over = (month?.id === id ? month.days : []).filter(({ currency }) => currency === now.currency)
  const first = firstOf(id)
  const rest = Array.from({ length: daysIn(id) }, (_, index) => daysLater(first, index))
    .filter(
      (day) => day >= today && (lastDay === null || day <= lastDay) && !over.some((done) => done.day === day),
    )
    .map((day) => ({ day, ...now }))
  const sum = (days: SeatDay[]) => {
    const lines = invoiceLines(days)
    return { lines, total: totalOf(lines) }
  }
  return { month: id, soFar: sum(over), expected: sum([...over, ...rest]) }
}
