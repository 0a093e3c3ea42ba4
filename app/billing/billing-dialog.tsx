import { useState } from 'preact/hooks'
import { emailSchema } from '../../shared/domain/model/email.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { decimal, parseAmount } from '../../shared/flows/billing/money.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { EmailInput } from '../../shared/ui/email-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useDispatch } from '../use-dispatch.ts'

/** Changes the price of a seat from today on, and who gets the invoices. */
export function BillingDialog(props: { replica: Replica; organization: Organization; onClose: () => void }) {
  const { replica, organization, onClose } = props
  const { currency, seatPrice, billingName, billingEmail } = organization
  const dispatch = useDispatch(replica)
  const [price, setPrice] = useState(decimal(seatPrice, currency))
  const [name, setName] = useState(billingName)
  const [email, setEmail] = useState(billingEmail)
  const [tried, setTried] = useState(false)
  const amount = parseAmount(price, currency)
  const emailFits = email.trim() === '' || emailSchema.safeParse(email).success

  const save = async () => {
    setTried(true)
    if (amount === null || !emailFits) return
    const before = { seatPrice, billingName, billingEmail }
    const after = { seatPrice: amount, billingName: name.trim(), billingEmail: email.trim() }
    const changed = Object.entries(after).filter(
      ([key, value]) => before[key as keyof typeof before] !== value,
    )
    onClose()
    if (changed.length === 0) return
    const undo = Object.fromEntries(changed.map(([key]) => [key, before[key as keyof typeof before]]))
    await dispatch('billing.edit', Object.fromEntries(changed), 'Billing is changed.', {
      label: 'Undo',
      onAction: () => void dispatch('billing.edit', undo, 'It is as it was.'),
    })
  }
  return (
    <Dialog
      open
      size="s"
      title="Price and contact"
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </>
      }
    >
      <Stack>
        <TextInput
          label={`Price of a seat and month (${currency})`}
          inputMode="decimal"
          required
          value={price}
          onInput={setPrice}
          hint="Counts from today on. Days that are over keep the price they had."
          error={tried && amount === null ? 'Enter an amount such as 18 or 18.50.' : undefined}
        />
        <TextInput label="Who gets the invoices" maxLength={120} value={name} onInput={setName} />
        <EmailInput
          label="Their address"
          value={email}
          onInput={setEmail}
          error={tried && !emailFits ? 'This is not an email address.' : undefined}
        />
      </Stack>
    </Dialog>
  )
}
