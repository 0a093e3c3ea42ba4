import { Undo2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { PendingItem, Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { SaveState } from '../../shared/ui/save-state.tsx'
import { useToasts } from '../toasts.tsx'
import './waiting.css'

/** After this many a list helps nobody; the rest is counted. */
const SHOWN = 200

/** Changes not yet on the server, oldest first, each of which can be taken back while it was not sent (SYNC-2). */
export function PendingList({ replica, items }: { replica: Replica; items: readonly PendingItem[] }) {
  const offline = replica.connection.value !== 'online'
  return (
    <>
      <ul class="waiting-list" role="list">
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.seq} class="waiting-list__item">
            <div class="waiting-list__text">
              <p class="waiting-list__words">{item.words}</p>
              <p class="waiting-list__note">
                <SaveState state={offline ? 'waiting' : 'on-device'} /> ·{' '}
                <RelativeTime at={Date.parse(item.since)} />
              </p>
            </div>
            <Withdraw replica={replica} item={item} />
          </li>
        ))}
      </ul>
      {items.length > SHOWN && (
        <p class="waiting-list__note">and {(items.length - SHOWN).toLocaleString('en')} more</p>
      )}
    </>
  )
}

function Withdraw({ replica, item }: { replica: Replica; item: PendingItem }) {
  const toasts = useToasts()
  const [busy, setBusy] = useState(false)
  const withdraw = async () => {
    setBusy(true)
    const done = await replica.withdraw(item.seq)
    setBusy(false)
    toasts.show(
      done
        ? { text: `Taken back: ${item.words}`, tone: 'success' }
        : { text: `Too late to take back: “${item.words}” was sent already.`, tone: 'danger' },
    )
  }
  return (
    <Button
      size="s"
      icon={<Undo2 />}
      busy={busy}
      reason={item.canWithdraw ? undefined : 'It is being sent, or was sent already.'}
      aria-label={`Take back: ${item.words}`}
      onClick={() => void withdraw()}
    >
      Take back
    </Button>
  )
}
