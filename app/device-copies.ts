import type { MeAnswer } from '../shared/protocol/http.ts'
import { databaseNameFor } from '../shared/replica/database.ts'
import type { Replica } from '../shared/replica/replica.ts'
import type { Stored } from './stored.ts'

/** A copy of an organization on this device. */
export interface DeviceCopy {
  organizationId: string
  userId: string
  accountId: string
}

export interface DeviceCopies {
  /** Remembers that there is a copy, and that this page uses it; returns what to call when it no longer does. */
  use(copy: DeviceCopy, replica: Replica): () => void
  remove(copy: DeviceCopy): void
  /** Deletes copies of this account whose access is over. Blocked people keep theirs: they come back. */
  deleteEnded(me: MeAnswer): void
}

const same = (a: DeviceCopy, b: DeviceCopy) =>
  a.organizationId === b.organizationId && a.userId === b.userId && a.accountId === b.accountId

export function createDeviceCopies(stored: Stored, serverUrl: string): DeviceCopies {
  const all = () => stored.read<DeviceCopy[]>('copies') ?? []
  const remove = (copy: DeviceCopy) =>
    stored.write(
      'copies',
      all().filter((known) => !same(known, copy)),
    )
  let used: { copy: DeviceCopy; replica: Replica } | null = null
  return {
    remove,
    use(copy, replica) {
      const mine = { copy, replica }
      used = mine
      if (!all().some((known) => same(known, copy))) stored.write('copies', [...all(), copy])
      return () => {
        if (used === mine) used = null
      }
    },
    deleteEnded(me) {
      for (const copy of all()) {
        if (copy.accountId !== me.account.id) continue
        const access = me.organizations.find(
          ({ organizationId, userId }) => organizationId === copy.organizationId && userId === copy.userId,
        )
        if (access && access.state !== 'deactivated') continue
        // One in use has to be closed first, or it would open the database anew and write on.
        if (used && same(used.copy, copy)) void used.replica.wipe()
        else indexedDB.deleteDatabase(databaseNameFor(serverUrl, copy.organizationId, copy.userId))
        remove(copy)
      }
    },
  }
}
