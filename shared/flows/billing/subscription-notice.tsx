import { dayOfEnd } from '../../domain/billing/subscription.ts'
import type { Replica } from '../../replica/replica.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { AskSomebody } from '../ask-somebody.tsx'
import { useSend } from '../use-send.ts'

/**
 * Over every page and in the panel (ROLE-8): that the subscription ends, to those who see the organization's settings, with the
 * way back; that it has ended, to everybody, and what can still be done. By this device's clock, so also offline.
 */
export function SubscriptionNotice({ replica }: { replica: Replica }) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const { ended, subscription } = directory
  const lastDay = subscription?.lastDay
  const sees = directory.can('see organization settings') === null
  if (!lastDay || !(ended || sees)) return null
  const mayNot = directory.can('change organization settings')?.message
  return (
    <Banner
      tone={ended ? 'danger' : 'warning'}
      title={`The subscription ${ended ? 'ended' : 'ends'} on ${dayOfEnd(lastDay)}`}
      action={
        mayNot === undefined ? (
          <Button busy={send.busy.value} onClick={() => void send('billing.resume', {})}>
            {ended ? 'Take it up again' : 'Keep the subscription'}
          </Button>
        ) : (
          <AskSomebody replica={replica} command={{ type: 'billing.resume', args: {} }} reason={mayNot} />
        )
      }
    >
      {send.refused.value
        ? send.refused.value.message
        : ended
          ? 'Everything can still be read and saved to files. Nothing can be changed until an Admin takes it up again.'
          : 'Until then everything works. Afterwards it can be read and saved to files, and nothing can be changed.'}
    </Banner>
  )
}
