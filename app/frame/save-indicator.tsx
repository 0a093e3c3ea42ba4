import { Check, CircleAlert, CloudOff, HardDrive, LoaderCircle, PencilLine } from 'lucide-preact'
import type { Replica } from '../../shared/replica/replica.ts'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`

/** Where one's changes are, in a word or two; leads to the list (SYNC-2, SYNC-4). */
export function SaveIndicator({ replica }: { replica: Replica }) {
  const { drafts } = useApp()
  const { Icon, words, tone } = stateOf(replica, drafts.typing.value)
  return (
    <a class={`frame-state frame-state--${tone}`} href={link.waiting} title="What waits on this device">
      <Icon aria-hidden="true" />
      <span role="status" class="frame-state__words">
        {words}
      </span>
    </a>
  )
}

/** `typing`: something stands in an input that is kept when it is left, and nowhere else (SYNC-4). */
function stateOf(replica: Replica, typing: boolean) {
  const pending = replica.pending.value.length
  const refused = replica.refused.value.length
  const connection = replica.connection.value
  const writing = replica.writing.value
  const waiting = counted(pending, 'change', 'changes')
  if (writing > 0 && (replica.full.value || replica.surrendered.value))
    return {
      Icon: CircleAlert,
      words: `${counted(writing, 'change', 'changes')} not kept yet`,
      tone: 'danger',
    }
  if (writing > 0) return { Icon: LoaderCircle, words: 'Saving…', tone: 'muted' }
  if (typing) return { Icon: PencilLine, words: 'Not saved yet', tone: 'muted' }
  if (refused > 0)
    return { Icon: CircleAlert, words: counted(refused, 'problem', 'problems'), tone: 'danger' }
  if (connection === 'offline')
    return { Icon: CloudOff, words: pending > 0 ? `Offline · ${waiting}` : 'Offline', tone: 'muted' }
  if (pending > 0) return { Icon: HardDrive, words: `${waiting} on this device`, tone: 'muted' }
  if (connection === 'connecting') return { Icon: LoaderCircle, words: 'Connecting…', tone: 'muted' }
  return { Icon: Check, words: 'All saved', tone: 'calm' }
}
