import { rehearse } from '../shared/flows/handover-draft.ts'
import type { Replica } from '../shared/replica/replica.ts'

/** What waits in one organization's copy. */
export interface Waits {
  /** Changes made here that the server has not got (SYNC-2). */
  unsent: number
  /** What somebody has to look at: changes not accepted (SYNC-3), and handovers and changes of address that this person can let go on. */
  looks: number
}

export function whatWaits(replica: Replica): Waits {
  const directory = replica.directory.value
  const allowed = (type: string, args: object) =>
    rehearse(replica, directory, type, args).status !== 'refused'
  const handovers = directory.handovers.filter(({ state, id: handoverId, startedBy }) => {
    if (state === 'needs-look')
      return startedBy === replica.userId || allowed('handover.call-off', { handoverId })
    return (
      state === 'asked' &&
      allowed('switch.approve', { handoverId, invitationId: replica.newId('invitation') })
    )
  })
  return {
    unsent: replica.pending.value.length,
    looks: replica.refused.value.length + handovers.length,
  }
}
