import { type Handover, isPlannedSwitch, type ItemHandover } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory/directory.ts'
import { dateInWords } from '../ui/time-in-words.ts'
import type { Tone } from '../ui/status-badge.tsx'

/** "Anna’s items to Ben", "Anna’s new address" */
export function handoverTitle(directory: Directory, handover: Handover): string {
  if (handover.kind === 'switch') return `${directory.nameOf(handover.userId)}’s new address`
  const { from, to } = handover.plan
  if (handover.merge) return `${directory.nameOf(to)}’s two users made one`
  return `${from ? `${directory.nameOf(from)}’s items` : 'What nobody looked after'} to ${directory.nameOf(to)}`
}

const STATES: Record<Handover['state'], { label: string; tone: Tone }> = {
  asked: { label: 'Needs an Admin’s yes', tone: 'warning' },
  waiting: { label: 'Waits for the acceptance', tone: 'info' },
  'needs-look': { label: 'Needs your look', tone: 'warning' },
  done: { label: 'Done', tone: 'success' },
  undone: { label: 'Undone', tone: 'neutral' },
  'called-off': { label: 'Called off', tone: 'neutral' },
}

export const handoverState = (handover: Handover): { label: string; tone: Tone } =>
  isPlannedSwitch(handover) ? { label: 'Planned', tone: 'info' } : STATES[handover.state]

/** "on 3 June, unless it is called off", and what came of it (HAND-11); null where nothing was planned. */
export function erasingInWords({ erasing, plan }: ItemHandover, now: number): string | null {
  if (!erasing) return plan.erase ? 'when this has run and can’t be undone any more' : null
  switch (erasing.state) {
    case 'planned':
      return `on ${dateInWords(Date.parse(erasing.at), now)}, unless it is called off`
    case 'called-off':
      return 'called off'
    case 'done':
      return 'erased'
    case 'refused':
      return `did not happen: ${erasing.reason ?? ''}`
  }
}
