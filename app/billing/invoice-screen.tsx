import { money } from '../../shared/flows/billing/money.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import { downloadText } from '../../shared/ui/download-text.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { invoiceCsv } from './billing-csv.ts'
import { contactInWords, dayInWords, issuedInWords, monthInWords } from './billing-data.ts'
import { LinesTable } from './lines-table.tsx'
import './billing.css'

/** One invoice, on screen and on paper, as it was issued (BILL-2). */
export function InvoiceScreen({ replica, id }: ScreenProps & { id: string }) {
  const directory = replica.directory.value
  const invoice = directory.invoice(id)
  const title = invoice ? `Invoice ${monthInWords(invoice.month)}` : 'Invoice'
  useTitle(title)
  const header = (
    <PageHeader
      title={title}
      back={{ href: link.billing, label: 'Billing' }}
      actions={
        invoice && (
          <>
            <Button onClick={() => downloadText(`invoice ${invoice.id}.csv`, invoiceCsv(invoice))}>
              Save as CSV
            </Button>
            <Button onClick={() => print()}>Print</Button>
          </>
        )
      }
    />
  )
  if (!invoice)
    return (
      <Stack gap={3}>
        {header}
        <EmptyState
          title="There is no such invoice here"
          action={<LinkButton href={link.billing}>Billing</LinkButton>}
        >
          {whyNot(directory, 'see billing') ??
            'The link may be old, or the invoice has not come to this device yet.'}
        </EmptyState>
      </Stack>
    )
  const { currency } = invoice
  const contact = contactInWords(directory.organization)
  return (
    <Stack gap={3}>
      {header}
      <Stack gap={5}>
        <Card>
          <KeyValue
            items={[
              {
                label: 'For',
                value: (
                  <span class="billing-address">
                    {[invoice.organizationName, invoice.organizationAddress].filter(Boolean).join('\n')}
                  </span>
                ),
              },
              { label: 'Goes to', value: contact && <bdi>{contact}</bdi> },
              { label: 'Number', value: invoice.id },
              {
                label: 'Issued',
                value: issuedInWords(directory, invoice),
              },
              { label: 'Total', value: <strong>{money(invoice.total, currency)}</strong> },
            ]}
          />
        </Card>
        <Card title="What it comes from" flush>
          <LinesTable caption={title} lines={invoice.lines} currency={currency} />
        </Card>
        <Card title="Seats by day" subtitle="At the end of each day">
          <ol class="billing-days" role="list">
            {invoice.days.map(({ day, seats }) => (
              <li key={day}>
                <span>{dayInWords(day)}</span> <strong>{seats.toLocaleString('en')}</strong>
              </li>
            ))}
          </ol>
        </Card>
        <Inline>
          <p class="billing-note">
            A day costs its part of the month’s price for each seat that was taken when it ended.
          </p>
        </Inline>
      </Stack>
    </Stack>
  )
}
