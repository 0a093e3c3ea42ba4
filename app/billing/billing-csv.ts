import { writeCsv } from '../../shared/csv/write.ts'
import type { Invoice } from '../../shared/domain/model/invoice.ts'
import type { SeatDay } from '../../shared/domain/model/seat-month.ts'
import { decimal } from '../../shared/flows/billing/money.ts'

/** Seats by day, a line each. */
export const daysCsv = (days: readonly SeatDay[]): string =>
  writeCsv({
    header: ['Day', 'Seats', 'Price of a seat and month', 'Currency'],
    rows: days.map(({ day, seats, price, currency }) => [
      day,
      `${seats}`,
      decimal(price, currency),
      currency,
    ]),
    numericColumns: [1, 2],
  })

/** An invoice: its lines, the total, and the seats of each day. */
export function invoiceCsv(invoice: Invoice): string {
  const { currency, id } = invoice
  const amount = (value: number) => decimal(value, currency)
  return writeCsv({
    header: ['Invoice', 'What', 'From', 'To', 'Seats', 'Seat days', 'Price', 'Amount', 'Currency'],
    rows: [
      ...invoice.lines.map((line) => [
        id,
        'Seats',
        line.from,
        line.to,
        '',
        `${line.seatDays}`,
        amount(line.price),
        amount(line.amount),
        currency,
      ]),
      [id, 'Total', '', '', '', '', '', amount(invoice.total), currency],
      ...invoice.days.map(({ day, seats }) => [id, 'Day', day, day, `${seats}`, '', '', '', '']),
    ],
    numericColumns: [4, 5, 6, 7],
  })
}
