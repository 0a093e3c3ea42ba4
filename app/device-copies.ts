import type { MeAnswer } from '../shared/protocol/http.ts'
import { databaseNameFor } from '../shared/replica/database.ts'
import type { Stored } from './stored.ts'

/** A copy of an organization on this device. */
export interface DeviceCopy {
  organizationId: string
  userId: string
  accountId: string
}

export interface DeviceCopies {
  add(copy: DeviceCopy): void
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
  return {
    remove,
    add(copy) {
      if (!all().some((known) => same(known, copy))) stored.write('copies', [...all(), copy])
    },
    deleteEnded(me) {
      for (const copy of all()) {
        if (copy.accountId !== me.account.id) continue
        const access = me.organizations.find(
          ({ organizationId, userId }) => organizationId === copy.organizationId && userId === copy.userId,
        )
        if (access && access.state !== 'deactivated') continue
        indexedDB.deleteDatabase(databaseNameFor(serverUrl, copy.organizationId, copy.userId))
        remove(copy)
      }
    },
  }
}
