import { dayAt, firstOf, lastOf, monthOf } from '../../shared/domain/billing/day.ts'
import { comingInvoice, type ComingInvoice } from '../../shared/domain/billing/invoices.ts'
import type { SeatCounts } from '../../shared/domain/billing/seat.ts'
import type { Invoice } from '../../shared/domain/model/invoice.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import type { SeatDay } from '../../shared/domain/model/seat-month.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** What the Billing page shows; null where this device may not see it, or has not got it yet. */
export interface BillingData {
  organization: Organization
  seats: SeatCounts
  /** In the organization's time zone. */
  today: string
  /** Months there is something of, the newest first; the present one always among them. */
  months: readonly string[]
  coming: ComingInvoice
}

/** `now` is ISO. */
export function billingData(directory: Directory, now: string): BillingData | null {
  const { organization, seats } = directory
  if (!organization || !seats) return null
  const today = dayAt(now, organization.timeZone)
  const current = monthOf(today)
  const month = directory.seatMonths.find(({ id }) => id === current) ?? null
  const { seatPrice: price, currency } = organization
  const lastDay = organization.cancellation?.lastDay ?? null
  return {
    organization,
    seats,
    today,
    months: [...new Set([current, ...directory.seatMonths.map(({ id }) => id).toReversed()])],
    coming: comingInvoice(month, { seats: seats.taken, price, currency }, today, lastDay),
  }
}

/** A day of the chart; `open`: not over, so it may still change. */
export type ShownDay = SeatDay & { open?: true }

/** The days of a month that are over, and today as it stands. */
export function daysShown(directory: Directory, data: BillingData, month: string): ShownDay[] {
  const over = directory.seatMonths.find(({ id }) => id === month)?.days ?? []
  const { organization, seats, today } = data
  const { cancellation } = organization
  const isCounted = !cancellation || today <= cancellation.lastDay
  const isOpen = isCounted && monthOf(today) === month && !over.some(({ day }) => day === today)
  const { seatPrice: price, currency } = organization
  return isOpen ? [...over, { day: today, seats: seats.taken, price, currency, open: true }] : [...over]
}

/** "May 2026" */
export const monthInWords = (month: string): string =>
  inWords(firstOf(month), { month: 'long', year: 'numeric' })

/** "3 May" */
export const dayInWords = (day: string): string => inWords(day, { day: 'numeric', month: 'short' })

/** "1–31 May": a stretch of days within one month. */
export const stretchInWords = (from: string, to: string): string =>
  from === to ? dayInWords(from) : `${Number(from.slice(8))}–${dayInWords(to)}`

/** "31 May 2026", when the coming invoice is written. */
export const endOfMonthInWords = (month: string): string =>
  inWords(lastOf(month), { day: 'numeric', month: 'long', year: 'numeric' })

/** "1 June 2026", in the organization's time zone. */
export const issuedInWords = (directory: Directory, { issuedAt }: Invoice): string =>
  inWords(dayAt(issuedAt, directory.about?.timeZone ?? 'UTC'), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })

/** Who gets the invoices today: "Accounts, bills@acme.example", or nothing. */
export const contactInWords = (
  organization: Pick<Organization, 'billingName' | 'billingEmail'> | null,
): string => [organization?.billingName, organization?.billingEmail].filter(Boolean).join(', ')

const inWords = (day: string, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...how, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00.000Z`))

export const seatsInWords = (seats: number): string =>
  `${seats.toLocaleString('en')} ${seats === 1 ? 'seat' : 'seats'}`
