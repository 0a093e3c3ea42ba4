import { Check, CircleAlert, CloudOff, HardDrive, LoaderCircle } from 'lucide-preact'
import type { Replica } from '../../shared/replica/replica.ts'
import { link } from '../link.ts'

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`

/** Where one's changes are, in a word or two; leads to the list (SYNC-2, SYNC-4). */
export function SaveIndicator({ replica }: { replica: Replica }) {
  const { Icon, words, tone } = stateOf(replica)
  return (
    <a class={`frame-state frame-state--${tone}`} href={link.waiting} title="What waits on this device">
      <Icon aria-hidden="true" />
      <span role="status" class="frame-state__words">
        {words}
      </span>
    </a>
  )
}

function stateOf(replica: Replica) {
  const pending = replica.pending.value.length
  const refused = replica.refused.value.length
  const connection = replica.connection.value
  const writing = replica.writing.value
  const waiting = counted(pending, 'change', 'changes')
  if (writing > 0 && replica.full.value)
    return {
      Icon: CircleAlert,
      words: `${counted(writing, 'change', 'changes')} not kept yet`,
      tone: 'danger',
    }
  if (writing > 0) return { Icon: LoaderCircle, words: 'Saving…', tone: 'muted' }
  if (refused > 0)
    return { Icon: CircleAlert, words: counted(refused, 'problem', 'problems'), tone: 'danger' }
  if (connection === 'offline')
    return { Icon: CloudOff, words: pending > 0 ? `Offline · ${waiting}` : 'Offline', tone: 'muted' }
  if (pending > 0) return { Icon: HardDrive, words: `${waiting} on this device`, tone: 'muted' }
  if (connection === 'connecting') return { Icon: LoaderCircle, words: 'Connecting…', tone: 'muted' }
  return { Icon: Check, words: 'All saved', tone: 'calm' }
}
