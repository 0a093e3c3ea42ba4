import type { Handover } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory.ts'
import type { Tone } from '../ui/status-badge.tsx'

/** "Anna’s items to Ben", "Anna’s new address" */
export function handoverTitle(directory: Directory, handover: Handover): string {
  if (handover.kind === 'switch') return `${directory.nameOf(handover.userId)}’s new address`
  const { from, to } = handover.plan
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

export const handoverState = (handover: Handover): { label: string; tone: Tone } => STATES[handover.state]
