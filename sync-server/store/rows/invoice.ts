import type { Invoice } from '../../../shared/domain/model/invoice.ts'
import type { InvoiceRow } from '../schema/billing.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toInvoice = (row: Pick<InvoiceRow, 'details'>): Invoice => JSON.parse(row.details) as Invoice

/** An invoice that was issued stays as it is. */
export const invoiceMapper: RowMapper<'invoice'> = {
  async read(tx, organizationId, id) {
    const row = await tx
      .selectFrom('invoices')
      .select('details')
      .where('organization_id', '=', organizationId)
      .where('invoice_id', '=', id)
      .executeTakeFirst()
    return row ? toInvoice(row) : null
  },
  async put(tx, organizationId, invoice) {
    await tx
      .insertInto('invoices')
      .values({
        organization_id: organizationId,
        invoice_id: invoice.id,
        issued_at: invoice.issuedAt,
        details: JSON.stringify(invoice),
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'invoice_id']).doNothing())
      .execute()
  },
  remove: neverRemoved('invoice'),
}
