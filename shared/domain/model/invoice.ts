import { z } from 'zod'
import { daySchema, monthSchema } from './seat-month.ts'

/** Days in a row on which a seat cost the same. Amounts are in the currency's smallest unit. */
export const invoiceLineSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  /** The sum of the seats of these days. */
  seatDays: z.int().min(0),
  price: z.int().min(0),
  amount: z.int().min(0),
})
export type InvoiceLine = z.infer<typeof invoiceLineSchema>

/**
 * One month's invoice, as it was issued when the month was over (BILL-2). Never changed, so it names no person, whose name
 * could not be taken out any more.
 */
export const invoiceSchema = z.strictObject({
  /** `2026-05`; where the currency changed in the month, `2026-05-USD` for the second one. */
  id: z.string().regex(/^\d{4}-\d{2}(-[A-Z]{3})?$/),
  month: monthSchema,
  currency: z.string(),
  issuedAt: z.iso.datetime(),
  /** To whom, as it was then. */
  organizationName: z.string(),
  organizationAddress: z.string(),
  days: z.array(z.strictObject({ day: daySchema, seats: z.int().min(0) })).max(31),
  lines: z.array(invoiceLineSchema),
  total: z.int().min(0),
})
export type Invoice = z.infer<typeof invoiceSchema>
