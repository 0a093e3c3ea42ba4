import type { Organization } from '../../../shared/domain/model/organization.ts'
import type { Selectable } from 'kysely'
import type { OrganizationRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toOrganization = (row: Selectable<OrganizationRow>): Organization => ({
  id: row.organization_id,
  name: row.name,
  address: row.address,
  timeZone: row.time_zone,
  currency: row.currency,
  ownerUserId: row.owner_user_id,
  ownersAddSeats: row.owners_add_seats === 1,
  seatPrice: row.seat_price,
  seatLimit: row.seat_limit,
  billingName: row.billing_name,
  billingEmail: row.billing_email,
  deletion:
    row.deletes_at !== null && row.deletion_asked_by !== null
      ? { askedBy: row.deletion_asked_by, at: row.deletes_at }
      : null,
  createdAt: row.created_at,
  ...(row.last_day !== null &&
    row.cancelled_by !== null &&
    row.cancelled_at !== null && {
      cancellation: { by: row.cancelled_by, at: row.cancelled_at, lastDay: row.last_day },
    }),
  ...(row.owner_claimed_by !== null &&
    row.owner_claim_at !== null && { ownerClaim: { by: row.owner_claimed_by, at: row.owner_claim_at } }),
  ...(row.recognised_domains !== null && {
    recognisedDomains: JSON.parse(row.recognised_domains) as NonNullable<Organization['recognisedDomains']>,
  }),
  ...(row.employee_folder_id !== null &&
    row.employee_portfolio_id !== null && {
      employees: {
        folderId: row.employee_folder_id,
        portfolioId: row.employee_portfolio_id,
        isOn: row.employees_on === 1,
      },
    }),
})

export const organizationMapper: RowMapper<'organization'> = {
  async read(tx, organizationId) {
    const row = await tx
      .selectFrom('organizations')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .executeTakeFirst()
    return row ? toOrganization(row) : null
  },
  async put(tx, organizationId, organization) {
    const values = {
      name: organization.name,
      address: organization.address,
      time_zone: organization.timeZone,
      currency: organization.currency,
      owner_user_id: organization.ownerUserId,
      owners_add_seats: organization.ownersAddSeats ? 1 : 0,
      seat_price: organization.seatPrice,
      seat_limit: organization.seatLimit,
      billing_name: organization.billingName,
      billing_email: organization.billingEmail,
      deletes_at: organization.deletion?.at ?? null,
      deletion_asked_by: organization.deletion?.askedBy ?? null,
      owner_claimed_by: organization.ownerClaim?.by ?? null,
      owner_claim_at: organization.ownerClaim?.at ?? null,
      created_at: organization.createdAt,
      last_day: organization.cancellation?.lastDay ?? null,
      cancelled_by: organization.cancellation?.by ?? null,
      cancelled_at: organization.cancellation?.at ?? null,
      employee_folder_id: organization.employees?.folderId ?? null,
      employee_portfolio_id: organization.employees?.portfolioId ?? null,
      employees_on: organization.employees?.isOn ? 1 : 0,
      recognised_domains: organization.recognisedDomains
        ? JSON.stringify(organization.recognisedDomains)
        : null,
    }
    await tx
      .insertInto('organizations')
      .values({ organization_id: organizationId, ...values })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
      .execute()
  },
  remove: neverRemoved('organization'),
}
