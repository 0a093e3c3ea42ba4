import type { Person } from '../../shared/replica/directory/directory.ts'

export type UserTab = 'active' | 'pending' | 'deactivated' | 'erased'

export const USER_TABS: { id: UserTab; label: string }[] = [
  { id: 'active', label: 'Active' },
  { id: 'pending', label: 'Pending' },
  { id: 'deactivated', label: 'Deactivated' },
  { id: 'erased', label: 'Erased' },
]

export const isUserTab = (text: string): text is UserTab => USER_TABS.some(({ id }) => id === text)

/** Blocked people are among the active ones, marked: they keep everything and cost a seat (LIFE-1). */
export const tabOf = ({ state }: Person): UserTab => (state === 'blocked' ? 'active' : state)
