import { SUBSCRIPTION_ENDED } from '../domain/billing/subscription.ts'
import type { RefusedItem, Replica } from '../replica/replica.ts'
import { Button } from '../ui/button.tsx'
import { useSend } from './use-send.ts'

/**
 * Beside what was set back because the subscription had ended: makes the change as it was meant, once it goes on, and the notice is
 * done. Nothing beside anything else.
 */
export function SendAgain({ replica, item }: { replica: Replica; item: RefusedItem }) {
  const send = useSend(replica)
  const { command } = item
  if (item.kind !== 'notice' || item.code !== SUBSCRIPTION_ENDED || !command) return null
  const again = async () => {
    if (await send(command.type, command.args)) await replica.confirmNotice(item.id)
  }
  return (
    <>
      <Button
        size="s"
        busy={send.busy.value}
        reason={replica.directory.value.ended?.message}
        aria-label={`Send again: ${item.words}`}
        onClick={() => void again()}
      >
        Send again
      </Button>
      {send.refused.value && (
        <span class="ho-asked" role="alert">
          {send.refused.value.message}
        </span>
      )}
    </>
  )
}
