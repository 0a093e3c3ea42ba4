import { Check, CircleAlert, CloudOff, HardDrive } from 'lucide-preact'
import { classNames } from './class-names.ts'
import './save-state.css'

/**
 * Where a change is (SYNC-2, SYNC-3, SYNC-4): written here only, written here and no connection to send it,
 * written to disk on the server, or refused.
 */
export type SaveStateValue = 'on-device' | 'waiting' | 'saved' | 'not-accepted'

const looks = {
  'on-device': {
    icon: HardDrive,
    words: 'on this device',
    meaning: 'Kept on this device, on its way to the server',
  },
  waiting: {
    icon: CloudOff,
    words: 'waiting for connection',
    meaning: 'Kept on this device; sent when there is a connection',
  },
  saved: { icon: Check, words: 'saved', meaning: 'Written to disk on the server' },
  'not-accepted': {
    icon: CircleAlert,
    words: 'not accepted',
    meaning: 'The server did not accept this change',
  },
} as const

export type SaveStateProps = {
  state: SaveStateValue
  /** Why it was not accepted; follows the words. */
  why?: string | undefined
  /** Reads changes out: for one overall state on a page, not for each row. */
  announce?: boolean
}

export function SaveState({ state, why, announce }: SaveStateProps) {
  const { icon: Icon, words, meaning } = looks[state]
  return (
    <span
      class={classNames('ho-save-state', `ho-save-state--${state}`)}
      title={meaning}
      role={announce ? 'status' : undefined}
    >
      <Icon />
      <span>
        {words}
        {why && `: ${why}`}
      </span>
    </span>
  )
}
