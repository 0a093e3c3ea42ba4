import { useState } from 'preact/hooks'
import { daysLater, lastOf, monthOf } from '../../shared/domain/billing/day.ts'
import { dayOfEnd } from '../../shared/domain/billing/subscription.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { money } from '../../shared/flows/billing/money.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { RefusedBanner } from '../../shared/flows/refused-banner.tsx'
import { useSend } from '../../shared/flows/use-send.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { AskForm } from '../requests/ask-form.tsx'
import { type BillingData, contactInWords, monthInWords } from './billing-data.ts'

interface SubscriptionCardProps {
  replica: Replica
  data: BillingData
}

/** Cancelling at the end of the month, keeping the subscription until then, and taking it up again afterwards (ROLE-8). */
export function SubscriptionCard({ replica, data }: SubscriptionCardProps) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const [cancels, setCancels] = useState(false)
  const { cancellation } = data.organization
  const mayNot = whyNot(directory, 'change organization settings')
  const ended = directory.ended !== null
  return (
    <Card
      title="Subscription"
      subtitle={
        !cancellation
          ? 'Goes on from month to month, until an Admin cancels it'
          : ended
            ? `Ended on ${dayOfEnd(cancellation.lastDay)}`
            : `Ends on ${dayOfEnd(cancellation.lastDay)}`
      }
    >
      <Stack gap={4}>
        {cancellation && (
          <p>
            {directory.nameOf(cancellation.by)} cancelled it.{' '}
            {ended
              ? 'Nothing was deleted: everything can be read and saved to files. Seats count again from the day on which it is taken up, and no invoice is written for the time between.'
              : 'Until then everything works. Afterwards it can be read and saved to files, and nothing can be changed.'}
          </p>
        )}
        <RefusedBanner replica={replica} send={send} title="That was not possible" />
        <Inline>
          {cancellation ? (
            <>
              <Button
                variant={ended ? 'primary' : 'secondary'}
                reason={mayNot}
                busy={send.busy.value}
                onClick={() => void send('billing.resume', {})}
              >
                {ended ? 'Take it up again' : 'Keep the subscription'}
              </Button>
              <AskSomebody replica={replica} command={{ type: 'billing.resume', args: {} }} reason={mayNot} />
            </>
          ) : (
            <Button reason={mayNot} ask={() => setCancels(true)} onClick={() => setCancels(true)}>
              Cancel the subscription…
            </Button>
          )}
        </Inline>
      </Stack>
      {cancels && (
        <AskForm replica={replica} reason={mayNot} onClose={() => setCancels(false)}>
          <CancelDialog replica={replica} data={data} onClose={() => setCancels(false)} />
        </AskForm>
      )}
    </Card>
  )
}

/** What will happen and when, before the button. */
function CancelDialog({ replica, data, onClose }: SubscriptionCardProps & { onClose: () => void }) {
  const send = useSend(replica)
  const { organization, today, coming } = data
  const month = monthOf(today)
  const lastDay = lastOf(month)
  const contact = contactInWords(organization)
  const cancel = async () => {
    if (await send('billing.cancel', { lastDay })) onClose()
  }
  return (
    <Dialog
      open
      title="Cancel the subscription?"
      onClose={onClose}
      onSubmit={() => void cancel()}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="danger" busy={send.busy.value}>
            Cancel after {dayOfEnd(lastDay)}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <ul class="ho-notes">
          <li>
            <strong>Until the end of {dayOfEnd(lastDay)}</strong> everything works as now, and any Admin can
            keep the subscription with one click.
          </li>
          <li>
            <strong>From {dayOfEnd(daysLater(lastDay, 1))} on</strong> the same people can read everything,
            search it and save it to files. Nobody can change anything or be invited. People can still be
            blocked, taken out and erased.
          </li>
          <li>
            <strong>Nothing is deleted.</strong> It stays as it is until an Admin takes the subscription up
            again, at any time, or deletes the organization.
          </li>
          <li>
            <strong>The last invoice</strong> is that for {monthInWords(month)}:{' '}
            {money(coming.expected.total, organization.currency)} as it looks now. None comes after it.
          </li>
          <li>All Admins{contact ? ` and ${contact}` : ''} are told now by mail.</li>
        </ul>
        {replica.connection.value !== 'online' && (
          <p class="billing-note">
            You are offline: it is sent as soon as you are online. Should a new month have begun by then,
            nothing is cancelled, and you are told.
          </p>
        )}
        <RefusedBanner replica={replica} send={send} title="It was not cancelled" />
      </Stack>
    </Dialog>
  )
}
