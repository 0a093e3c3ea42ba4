import type { Change } from './change.ts'

/** What can be expected to be refused is a value: a code for programs, a sentence for people that says what to do next. */
export interface Refusal {
  status: 'refused'
  code: string
  message: string
}

export interface Accepted {
  status: 'accepted'
  changes: Change[]
  /** Ids in the command that became other ids because it was merged with an earlier one: `{given: real}` (INV-8). */
  aliases?: Record<string, string>
  /** Ids of what it is about where it changes no row and is to stand in the history all the same. */
  noted?: string[]
  /** The handover that caused the changes, for the history's "cause". */
  cause?: string
}

export type Decision = Accepted | Refusal
/** On a device also: it cannot know, the server will decide. */
export type DeviceDecision = Decision | { status: 'later' }

export const refuse = (code: string, message: string): Refusal => ({ status: 'refused', code, message })

export const accept = (changes: Change[], more: Omit<Accepted, 'status' | 'changes'> = {}): Accepted => ({
  status: 'accepted',
  changes,
  ...more,
})
