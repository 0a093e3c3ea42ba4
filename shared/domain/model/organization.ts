import { z } from 'zod'
import { idSchema } from './id.ts'

export const organizationSchema = z.strictObject({
  id: idSchema('organization'),
  name: z.string().trim().min(1).max(120),
  /** IANA zone, e.g. `Europe/Berlin`: the end of the day counts seats (BILL-1) and plans handovers in it. */
  timeZone: z.string().min(1).max(60),
  /** ISO 4217, e.g. `EUR`. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The Admin who is account owner (ROLE-1). */
  ownerUserId: idSchema('user'),
  /** May workspace Owners and Managers add Members, each of whom takes a seat? */
  ownersAddSeats: z.boolean(),
  /** Price of one seat and month in the currency's smallest unit. */
  seatPrice: z.int().min(0),
  createdAt: z.iso.datetime(),
})
export type Organization = z.infer<typeof organizationSchema>
