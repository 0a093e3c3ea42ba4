import type { Person } from '../../shared/replica/directory.ts'

export type UserTab = 'active' | 'pending' | 'deactivated'

export const isUserTab = (text: string): text is UserTab =>
  text === 'active' || text === 'pending' || text === 'deactivated'

/** Blocked people are among the active ones, marked: they keep everything and cost a seat (LIFE-1). */
export function tabOf({ state }: Person): UserTab | null {
  if (state === 'active' || state === 'blocked') return 'active'
  if (state === 'pending' || state === 'deactivated') return state
  return null
}
