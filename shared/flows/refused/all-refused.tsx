import { Download, RotateCw } from 'lucide-preact'
import { useSignal } from '@preact/signals'
import type { RefusedItem, Replica, SentAgain } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { downloadText } from '../../ui/download-text.ts'
import { whyNotAgain } from './send-again.tsx'
import { refusedCsv } from './what-was-written.ts'
import './refused.css'

/** For many changes that were not accepted: all again, and all of them as a file. Nothing for a single one. */
export function AllRefused({ replica, items }: { replica: Replica; items: readonly RefusedItem[] }) {
  const busy = useSignal(false)
  const told = useSignal<SentAgain | null>(null)
  if (items.length < 2 && told.value === null) return null
  const possible = items.filter(({ canSendAgain }) => canSendAgain)
  const now = possible.filter((item) => whyNotAgain(item, replica) === undefined)
  const [first] = possible
  const again = async () => {
    busy.value = true
    try {
      told.value = await replica.sendAllAgain(now.map(({ id }) => id))
    } finally {
      busy.value = false
    }
  }
  return (
    <div class="ho-all-refused">
      {items.length > 1 && (
        <div class="ho-all-refused__actions">
          {possible.length > 1 && (
            <Button
              size="s"
              icon={<RotateCw />}
              busy={busy.value}
              reason={now.length === 0 && first ? whyNotAgain(first, replica) : undefined}
              onClick={() => void again()}
            >
              {now.length === 0 || now.length === items.length
                ? 'Send all again'
                : `Send again what can be (${now.length})`}
            </Button>
          )}
          <Button
            size="s"
            icon={<Download />}
            onClick={() =>
              downloadText('handover-not-accepted.csv', refusedCsv(items, replica.directory.value))
            }
          >
            Save all to a file
          </Button>
        </div>
      )}
      <p class="ho-asked" role="status">
        {told.value && inWords(told.value)}
      </p>
    </div>
  )
}

function inWords({ sent, stayed, why }: SentAgain): string {
  const again = sent === 1 ? '1 change is on its way again.' : `${sent} changes are on their way again.`
  if (stayed === 0) return again
  return `${sent > 0 ? `${again} ` : ''}${stayed === 1 ? '1 stays' : `${stayed} stay`} here: ${why ?? ''}`
}
