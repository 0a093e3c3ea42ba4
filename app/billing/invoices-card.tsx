import type { Invoice } from '../../shared/domain/model/invoice.ts'
import { money } from '../../shared/flows/billing/money.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import { issuedInWords, monthInWords } from './billing-data.ts'

/** The invoices of months that are over. */
export function InvoicesCard({ directory }: { directory: Directory }) {
  return (
    <Card title="Invoices" flush>
      <Table
        caption="Invoices"
        columns={[
          {
            id: 'month',
            header: 'Month',
            primary: true,
            cell: (invoice: Invoice) => monthInWords(invoice.month),
          },
          { id: 'number', header: 'Number', hideNarrow: true, cell: (invoice) => invoice.id },
          { id: 'issued', header: 'Issued', cell: (invoice) => issuedInWords(directory, invoice) },
          {
            id: 'total',
            header: 'Total',
            align: 'end',
            cell: (invoice) => money(invoice.total, invoice.currency),
          },
        ]}
        rows={directory.invoices}
        rowKey={(invoice) => invoice.id}
        rowHref={(invoice) => link.invoice(invoice.id)}
        empty={
          <EmptyState compact title="No invoice yet">
            {directory.ended
              ? 'The first one is written when the month is over in which the subscription is taken up again.'
              : 'The first one is written when this month is over.'}
          </EmptyState>
        }
      />
    </Card>
  )
}
