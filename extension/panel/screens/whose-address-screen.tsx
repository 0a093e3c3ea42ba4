import { useState } from 'preact/hooks'
import { Button } from '../../../shared/ui/button.tsx'
import { Combobox } from '../../../shared/ui/combobox.tsx'
import { Inline, Stack } from '../../../shared/ui/layout.tsx'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** Whose address changes; perhaps to one that was found in a conversation. */
export function WhoseAddressScreen({ replica, email }: InPanel & { email: string | undefined }) {
  const { route } = usePanel()
  const [userId, setUserId] = useState<string | null>(null)
  const people = replica.directory.value.users.filter(
    ({ state }) => state === 'active' || state === 'blocked',
  )
  const goOn = () => {
    if (userId) route.value = { to: 'address', userId, ...(email && { email }) }
  }
  return (
    <Stack gap={4}>
      <ScreenHead title="Same person, new address" />
      <Combobox
        label={email ? `Whose new address is ${email}?` : 'Whose address changes?'}
        kind="person"
        value={userId}
        onChange={setUserId}
        options={people.map(({ id, name, email: address = '' }) => ({
          id,
          label: name || address,
          detail: address,
        }))}
        placeholder="Name or address"
      />
      <Inline justify="end">
        <Button variant="primary" reason={userId ? undefined : 'Choose a person first.'} onClick={goOn}>
          Go on
        </Button>
      </Inline>
    </Stack>
  )
}
