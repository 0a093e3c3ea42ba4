import { Check, CircleAlert, CloudOff, HardDrive, LoaderCircle } from 'lucide-preact'
import type { Replica } from '../../shared/replica/replica.ts'
import { usePanel } from './panel-state.ts'

const counted = (count: number, word: string) =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`

/** Where one's changes are, in a word or two; leads to the list of them (SYNC-2, SYNC-4). */
export function SaveLine({ replica }: { replica: Replica }) {
  const { route } = usePanel()
  const { Icon, words, tone } = stateOf(replica)
  return (
    <footer class="panel__footer">
      <div role="status">
        <button
          type="button"
          class={`panel__state panel__state--${tone}`}
          title="What waits on this device"
          onClick={() => (route.value = { to: 'waiting' })}
        >
          <Icon aria-hidden="true" />
          <span>{words}</span>
        </button>
      </div>
    </footer>
  )
}

function stateOf(replica: Replica) {
  const pending = replica.pending.value.length
  const refused = replica.refused.value.length
  const connection = replica.connection.value
  const waiting = counted(pending, 'change')
  const writing = replica.writing.value
  if (writing > 0 && replica.full.value)
    return {
      Icon: CircleAlert,
      words: `${counted(writing, 'change')} not kept: the disk is full`,
      tone: 'danger',
    }
  if (writing > 0) return { Icon: LoaderCircle, words: 'Saving…', tone: 'muted' }
  if (refused > 0) return { Icon: CircleAlert, words: counted(refused, 'problem'), tone: 'danger' }
  if (connection === 'offline')
    return { Icon: CloudOff, words: pending > 0 ? `Offline · ${waiting}` : 'Offline', tone: 'muted' }
  if (pending > 0) return { Icon: HardDrive, words: `${waiting} on this device`, tone: 'muted' }
  if (connection === 'connecting') return { Icon: LoaderCircle, words: 'Connecting…', tone: 'muted' }
  return { Icon: Check, words: 'All saved', tone: 'calm' }
}
