import { AskForm } from '../requests/ask-form.tsx'
import { useState } from 'preact/hooks'
import { money } from '../../shared/flows/billing/money.ts'
import { SAME_DAY, seatRoom } from '../../shared/flows/billing/seat-words.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { BarChart } from '../../shared/ui/bar-chart.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { downloadText } from '../../shared/ui/download-text.ts'
import {
  type BillingData,
  dayInWords,
  daysShown,
  monthInWords,
  seatsInWords,
  type ShownDay,
} from './billing-data.ts'
import { daysCsv } from './billing-csv.ts'
import { LimitDialog } from './limit-dialog.tsx'

/** How many seats are taken now, and by day: a chart to look at and to step through, and the same as a table. */
export function SeatsCard(props: { replica: Replica; directory: Directory; data: BillingData }) {
  const { replica, directory, data } = props
  const { organization, seats, today } = data
  const [month, setMonth] = useState(data.months[0] ?? '')
  const [changesLimit, setChangesLimit] = useState(false)
  const days = daysShown(directory, data, month)
  const room = seatRoom(directory, 0)
  const mayNotLimit = whyNot(directory, 'change organization settings')
  const limit = organization.seatLimit
  const parts = [
    `${seatsInWords(seats.taken)} taken`,
    ...(seats.blocked > 0 ? [`${seats.blocked} of them by blocked people`] : []),
    ...(seats.reserved > 0 ? [`${seats.reserved} reserved for people who are invited`] : []),
    limit === null ? 'no limit' : `at most ${limit}`,
  ]
  return (
    <Card
      title="Seats"
      subtitle={parts.join(' · ')}
      actions={
        <Button
          size="s"
          reason={mayNotLimit}
          ask={() => setChangesLimit(true)}
          onClick={() => setChangesLimit(true)}
        >
          {limit === null ? 'Set a limit' : 'Change the limit'}
        </Button>
      }
    >
      <Stack gap={4}>
        {room?.tone === 'warning' && <Banner tone="warning">{room.words}</Banner>}
        <Inline gap={3} align="end">
          <Select
            label="Month"
            value={month}
            onChange={setMonth}
            options={data.months.map((id) => ({ value: id, label: monthInWords(id) }))}
          />
          <Button
            reason={days.length === 0 ? 'There is nothing in this month yet.' : undefined}
            onClick={() => downloadText(`seats ${month}.csv`, daysCsv(days))}
          >
            Save as CSV
          </Button>
        </Inline>
        {days.length > 0 && (
          <>
            <BarChart
              key={month}
              label={`Seats by day in ${monthInWords(month)}`}
              bars={days.map((day) => ({
                id: day.day,
                value: day.seats,
                tick: `${Number(day.day.slice(8))}`,
                words: dayWords(day, day.day === today),
                ...(day.open && { open: true }),
              }))}
              line={limit === null ? undefined : { value: limit, label: `limit ${limit}` }}
            />
            <details class="billing-table">
              <summary>As a table</summary>
              <Table
                caption={`Seats by day in ${monthInWords(month)}`}
                columns={[
                  {
                    id: 'day',
                    header: 'Day',
                    primary: true,
                    cell: (day: ShownDay) => `${dayInWords(day.day)}${day.open ? ' (so far)' : ''}`,
                  },
                  {
                    id: 'seats',
                    header: 'Seats',
                    align: 'end',
                    cell: (day) => day.seats.toLocaleString('en'),
                  },
                  {
                    id: 'price',
                    header: 'Price a month',
                    align: 'end',
                    cell: (day) => money(day.price, day.currency),
                  },
                ]}
                rows={days}
                rowKey={(day) => day.day}
              />
            </details>
          </>
        )}
        <p class="billing-note">
          {SAME_DAY} Invited people take none until they accept; a change of address takes and reserves none.
        </p>
      </Stack>
      {changesLimit && (
        <AskForm replica={replica} reason={mayNotLimit} onClose={() => setChangesLimit(false)}>
          <LimitDialog replica={replica} data={data} onClose={() => setChangesLimit(false)} />
        </AskForm>
      )}
    </Card>
  )
}

const dayWords = (day: ShownDay, isToday: boolean): string =>
  `${isToday ? `Today, ${dayInWords(day.day)}` : dayInWords(day.day)}: ${seatsInWords(day.seats)}${day.open ? ' so far' : ''}`
