import { money } from '../../shared/flows/billing/money.ts'
import { Card } from '../../shared/ui/card.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { type BillingData, endOfMonthInWords, monthInWords, seatsInWords } from './billing-data.ts'
import { LinesTable } from './lines-table.tsx'

/** What this month comes to so far, and at its end if nobody comes or goes. */
export function ComingCard({ data }: { data: BillingData }) {
  const { coming, organization, seats } = data
  const { currency, seatPrice, cancellation } = organization
  const isOver = cancellation !== undefined && data.today > cancellation.lastDay
  // Days of this month before the end, where it was cancelled, taken up again and cancelled anew.
  if (isOver && coming.expected.total === 0)
    return (
      <Card title="Coming invoice" subtitle="None: the subscription has ended">
        <p>Seats are not counted, and no invoice is written, until it is taken up again.</p>
      </Card>
    )
  return (
    <Card
      title={cancellation ? 'Last invoice' : 'Coming invoice'}
      subtitle={`${monthInWords(coming.month)}, written when ${endOfMonthInWords(coming.month)} is over`}
    >
      <Stack gap={4}>
        <KeyValue
          items={[
            { label: 'So far', value: money(coming.soFar.total, currency) },
            {
              label: 'Expected',
              value: `${money(coming.expected.total, currency)}, if it stays at ${seatsInWords(seats.taken)}`,
            },
            { label: 'Price', value: `${money(seatPrice, currency)} a seat and month` },
          ]}
        />
        {coming.soFar.lines.length > 0 && (
          <LinesTable caption="Coming invoice so far" lines={coming.soFar.lines} currency={currency} />
        )}
      </Stack>
    </Card>
  )
}
