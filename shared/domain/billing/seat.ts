import type { User, UserState } from '../model/user.ts'

/** BILL-1: who is active or blocked has a seat. A change of address makes no user, so it takes and reserves none. */
export const SEAT_STATES = ['active', 'blocked'] as const satisfies readonly UserState[]

export const holdsSeat = (state: UserState): boolean => (SEAT_STATES as readonly UserState[]).includes(state)

export interface SeatCounts {
  taken: number
  /** Of those, who is blocked. */
  blocked: number
  /** Invited people, who take one when they accept. */
  reserved: number
}

export function seatCounts(users: Iterable<Pick<User, 'state'>>): SeatCounts {
  const counts = { taken: 0, blocked: 0, reserved: 0 }
  for (const { state } of users) {
    if (holdsSeat(state)) counts.taken++
    if (state === 'blocked') counts.blocked++
    if (state === 'pending') counts.reserved++
  }
  return counts
}
