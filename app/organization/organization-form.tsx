import { useState } from 'preact/hooks'
import type { Organization } from '../../shared/domain/model/organization.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { knownCurrencies, knownTimeZones } from '../start/guess-place.ts'
import { useDispatch } from '../use-dispatch.ts'
import { useKept } from '../use-kept.ts'

type Settings = Pick<Organization, 'name' | 'address' | 'timeZone' | 'currency' | 'ownersAddSeats'>

/** What an Admin changes of the organization; only what was touched is sent, so that two Admins don't undo each other. */
export function OrganizationForm({
  replica,
  organization,
}: {
  replica: Replica
  organization: Organization
}) {
  const dispatch = useDispatch(replica)
  const [draft, set, drop] = useKept<Partial<Settings>>(
    `organization/${organization.id}/${replica.userId}`,
    {},
  )
  const [tried, setTried] = useState(false)
  const { name, address, timeZone, currency, ownersAddSeats } = { ...organization, ...draft }
  const changed = (Object.keys(draft) as (keyof Settings)[]).filter(
    (key) => tidy(draft[key]) !== organization[key],
  )

  const save = async () => {
    setTried(true)
    if (name.trim() === '' || changed.length === 0) return
    const after = Object.fromEntries(changed.map((key) => [key, tidy(draft[key])]))
    const before = Object.fromEntries(changed.map((key) => [key, organization[key]]))
    const done = await dispatch('organization.edit', after, 'The organization is changed.', {
      label: 'Undo',
      onAction: () => void dispatch('organization.edit', before, 'It is as it was.'),
    })
    if (done) drop()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Card>
        <Stack gap={4}>
          <TextInput
            label="Name"
            required
            maxLength={120}
            value={name}
            onInput={(value) => set({ name: value })}
            error={tried && name.trim() === '' ? 'Enter a name.' : undefined}
          />
          <Textarea
            label="Address"
            hint="Stands on the invoices."
            rows={3}
            value={address}
            onInput={(value) => set({ address: value.slice(0, 500) })}
          />
          <Select
            label="Time zone"
            hint="The end of the day in it counts who has a seat. Days that are over stay as they are."
            value={timeZone}
            onChange={(value) => set({ timeZone: value })}
            options={knownTimeZones(timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <Select
            label="Currency"
            hint="Of money in records and of the price of a seat. Numbers stay as they are; nothing is converted."
            value={currency}
            onChange={(value) => set({ currency: value })}
            options={knownCurrencies(currency).map((value) => ({ value, label: value }))}
          />
          <Checkbox
            label="Workspace Owners and Managers may add people"
            hint="Each of them takes a seat; they are told the price before."
            checked={ownersAddSeats}
            onChange={(on) => set({ ownersAddSeats: on })}
          />
          <Inline justify="end">
            {changed.length > 0 && (
              <>
                <span class="organization-form__unsaved" role="status">
                  Not saved yet
                </span>
                <Button onClick={drop}>As it was</Button>
              </>
            )}
            <Button
              type="submit"
              variant="primary"
              reason={changed.length === 0 ? 'Nothing is changed yet.' : undefined}
            >
              Save
            </Button>
          </Inline>
        </Stack>
      </Card>
    </form>
  )
}

const tidy = (value: Settings[keyof Settings] | undefined) =>
  typeof value === 'string' ? value.trim() : value
