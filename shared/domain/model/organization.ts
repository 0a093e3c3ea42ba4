import { z } from 'zod'
import { isTimeZone } from '../billing/day.ts'
import { emailSchema } from './email.ts'
import { idSchema } from './id.ts'

/** BILL-4: deleting an organization waits so long. */
export const DELETION_DAYS = 14

/** ROLE-9: so long after the owner's time to object has ended, everybody may have forgotten that it was asked. */
export const CLAIM_DAYS = 14

export const organizationSchema = z.strictObject({
  id: idSchema('organization'),
  name: z.string().trim().min(1).max(120),
  /** Postal, of several lines; it stands on invoices. Empty until somebody enters it. */
  address: z.string().trim().max(500),
  /** IANA zone, e.g. `Europe/Berlin`: the end of the day counts seats (BILL-1) and plans handovers in it. */
  timeZone: z.string().min(1).max(60).refine(isTimeZone, 'not a time zone'),
  /** ISO 4217, e.g. `EUR`. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The Admin who is account owner (ROLE-1). */
  ownerUserId: idSchema('user'),
  /** May workspace Owners and Managers add Members, each of whom takes a seat? */
  ownersAddSeats: z.boolean(),
  /** Price of one seat and month in the currency's smallest unit. */
  seatPrice: z.int().min(0).max(100_000_000),
  /** So many seats may be taken at most (BILL-3); null: no limit. */
  seatLimit: z.int().min(1).max(1_000_000).nullable(),
  /** Who gets the invoices. Empty: nobody was named. */
  billingName: z.string().trim().max(120),
  billingEmail: z.union([z.literal(''), emailSchema]),
  /** Asked for by an Admin, and when it happens unless one stops it (BILL-4); null: it stays. */
  deletion: z.strictObject({ askedBy: idSchema('user'), at: z.iso.datetime() }).nullable(),
  createdAt: z.iso.datetime(),
  /** Cancelled by an Admin (ROLE-8): the last day, in its time zone, on which all can be done. Absent: it goes on. */
  cancellation: z
    .strictObject({ by: idSchema('user'), at: z.iso.datetime(), lastDay: z.iso.date() })
    .optional(),
  /**
   * The owner is gone, says this Admin, and becomes owner from that moment on, unless somebody objects (ROLE-9). Absent:
   * nobody says so.
   */
  ownerClaim: z.strictObject({ by: idSchema('user'), at: z.iso.datetime() }).optional(),
  /** Domains whose people got new Google accounts: an Admin said that they are the same persons (INV-11), until then (ISO). */
  recognisedDomains: z.array(z.strictObject({ domain: z.string(), until: z.iso.datetime() })).optional(),
  /** Where Employee records are kept, or were until an Admin turned it off (USR-5). Absent: never yet. */
  employees: z
    .strictObject({ folderId: idSchema('folder'), portfolioId: idSchema('portfolio'), isOn: z.boolean() })
    .optional(),
})
export type Organization = z.infer<typeof organizationSchema>

/** What everybody in the organization may know of it: what it is called, its clock, what money is in, and its last day. */
export type OrganizationName = Pick<Organization, 'id' | 'name' | 'timeZone' | 'currency'> & {
  /** Of the subscription, where that is cancelled. */
  lastDay?: string
}

/** What Owners and Managers of a workspace may know beside: whether they may add people, and what that costs (INV-7). */
export type SeatTerms = Pick<Organization, 'ownersAddSeats'> &
  Partial<Pick<Organization, 'seatPrice' | 'seatLimit'>>

export const organizationName = ({
  id,
  name,
  timeZone,
  currency,
  cancellation,
}: Organization): OrganizationName => ({
  id,
  name,
  timeZone,
  currency,
  ...(cancellation && { lastDay: cancellation.lastDay }),
})

/** The price concerns those only who may take a seat. */
export const seatTerms = ({ ownersAddSeats, seatPrice, seatLimit }: Organization): SeatTerms =>
  ownersAddSeats ? { ownersAddSeats, seatPrice, seatLimit } : { ownersAddSeats }
