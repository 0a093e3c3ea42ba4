import { daysAfter } from '../model/time.ts'
import type { User } from '../model/user.ts'

/** BILL-5: after so many days without a sign of somebody their seat is worth a thought. */
export const UNSEEN_DAYS = 60

/** Active people who were not seen for 60 days at `now` (ISO), or never since they joined; who was seen longest ago first. */
export function unseenPeople<T extends Pick<User, 'state' | 'lastActiveAt' | 'joinedAt' | 'createdAt'>>(
  users: Iterable<T>,
  now: string,
): T[] {
  const since = daysAfter(now, -UNSEEN_DAYS)
  return [...users]
    .filter((user) => user.state === 'active' && lastSeen(user) < since)
    .sort((a, b) => (lastSeen(a) < lastSeen(b) ? -1 : 1))
}

/** When somebody was last seen (ISO): when they joined, if never since. */
export const lastSeen = (user: Pick<User, 'lastActiveAt' | 'joinedAt' | 'createdAt'>): string =>
  user.lastActiveAt ?? user.joinedAt ?? user.createdAt
