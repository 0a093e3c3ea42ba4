import { useSignal } from '@preact/signals'
import { SUBSCRIPTION_ENDED } from '../../domain/billing/subscription.ts'
import type { RefusedItem, Replica } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'

/** Why it can't be sent again now; undefined: it can be tried. */
export const whyNotAgain = (item: RefusedItem, replica: Replica): string | undefined =>
  item.code === SUBSCRIPTION_ENDED ? replica.directory.value.ended?.message : undefined

/** Makes a change that was refused or set back as it was meant, and what was built on it. Nothing where that would not help. */
export function SendAgain({ replica, item }: { replica: Replica; item: RefusedItem }) {
  const busy = useSignal(false)
  const problem = useSignal<string | null>(null)
  if (!item.canSendAgain) return null
  const again = async () => {
    busy.value = true
    problem.value = null
    try {
      const decision = await replica.sendAgain(item.id)
      if (decision?.status === 'refused') problem.value = decision.message
    } finally {
      busy.value = false
    }
  }
  return (
    <>
      <Button
        size="s"
        busy={busy.value}
        reason={whyNotAgain(item, replica)}
        aria-label={`Send again: ${item.words}`}
        onClick={() => void again()}
      >
        Send again
      </Button>
      {problem.value !== null && problem.value !== item.message && (
        <span class="ho-asked" role="alert">
          {problem.value}
        </span>
      )}
    </>
  )
}
