import { useState } from 'preact/hooks'
import { money } from '../../shared/flows/billing/money.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { type BillingData, contactInWords } from './billing-data.ts'
import { BillingDialog } from './billing-dialog.tsx'
import { AskForm } from '../requests/ask-form.tsx'

/** The price of a seat, and who gets the invoices. */
export function BillingSettings(props: { replica: Replica; directory: Directory; data: BillingData }) {
  const { replica, directory, data } = props
  const { organization } = data
  const [edits, setEdits] = useState(false)
  const mayNot = whyNot(directory, 'manage billing')
  const contact = contactInWords(organization)
  return (
    <Card
      title="Price and contact"
      actions={
        <Button size="s" reason={mayNot} ask={() => setEdits(true)} onClick={() => setEdits(true)}>
          Change
        </Button>
      }
    >
      <Stack gap={4}>
        <KeyValue
          items={[
            {
              label: 'A seat',
              value: `${money(organization.seatPrice, organization.currency)} a month, counted by day`,
            },
            { label: 'Invoices go to', value: contact ? <bdi>{contact}</bdi> : 'nobody named yet' },
          ]}
        />
        <p class="billing-note">
          Handover counts and writes invoices. It takes no payments: pay as you have agreed with whoever runs
          this server.
        </p>
      </Stack>
      {edits && (
        <AskForm replica={replica} reason={mayNot} onClose={() => setEdits(false)}>
          <BillingDialog replica={replica} organization={organization} onClose={() => setEdits(false)} />
        </AskForm>
      )}
    </Card>
  )
}
