import type { InvoiceLine } from '../../shared/domain/model/invoice.ts'
import { money } from '../../shared/flows/billing/money.ts'
import { Table } from '../../shared/ui/table.tsx'
import { stretchInWords } from './billing-data.ts'

/** The lines of an invoice: days with the same price. */
export function LinesTable(props: { caption: string; lines: readonly InvoiceLine[]; currency: string }) {
  const { caption, lines, currency } = props
  return (
    <Table
      caption={caption}
      columns={[
        {
          id: 'days',
          header: 'Days',
          primary: true,
          cell: (line: InvoiceLine) => stretchInWords(line.from, line.to),
        },
        {
          id: 'seatDays',
          header: 'Seats × days',
          align: 'end',
          cell: (line) => line.seatDays.toLocaleString('en'),
        },
        { id: 'price', header: 'Seat and month', align: 'end', cell: (line) => money(line.price, currency) },
        { id: 'amount', header: 'Amount', align: 'end', cell: (line) => money(line.amount, currency) },
      ]}
      rows={lines}
      rowKey={(line) => line.from}
    />
  )
}
