import { whyNotInviteAnybody } from '../../../shared/flows/people/may.ts'
import { PrepareRequest } from '../../../shared/flows/prepare-request.tsx'
import { InviteForm } from '../../../shared/flows/invite-form.tsx'
import { Stack } from '../../../shared/ui/layout.tsx'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** Invites somebody from the conversation, or by an address that is typed (INV-1). */
export function InviteScreen({ replica, email, name }: InPanel & { email: string; name: string }) {
  const { route } = usePanel()
  return (
    <Stack gap={4}>
      <ScreenHead title={name ? `Invite ${name}` : 'Invite somebody'} />
      <PrepareRequest
        reason={whyNotInviteAnybody(replica.directory.value)}
        onAsked={() => (route.value = null)}
      >
        <InviteForm
          replica={replica}
          email={email}
          name={name}
          onSent={() => (route.value = null)}
          onChangeAddress={(address) => (route.value = { to: 'whose-address', email: address })}
        />
      </PrepareRequest>
    </Stack>
  )
}
