import type { MeAnswer } from '../shared/protocol/http.ts'
import { databaseNameFor } from '../shared/replica/database.ts'
import { giveUnsent } from '../shared/replica/outbox/give-unsent.ts'
import type { Replica } from '../shared/replica/replica.ts'
import type { Session } from '../shared/replica/session.ts'
import { unsentIn } from '../shared/replica/unreadable-copy.ts'
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
  /** Deletes all copies of an account; resolves when they are gone. */
  deleteAllOf(accountId: string): Promise<void>
  /**
   * Deletes copies of this account whose access is over, once what they had not sent lies in the quarantine (LIFE-10).
   * Blocked people keep theirs: they come back.
   */
  deleteEnded(me: MeAnswer): void
  /**
   * The session was ended elsewhere: deletes the account's copies (SYNC-7). One with something in it that was not sent stays until
   * somebody signs in again. Resolves when it is done.
   */
  deleteSent(accountId: string): Promise<void>
}

const same = (a: DeviceCopy, b: DeviceCopy) =>
  a.organizationId === b.organizationId && a.userId === b.userId && a.accountId === b.accountId

export function createDeviceCopies(stored: Stored, serverUrl: string, session: Session): DeviceCopies {
  const all = () => stored.read<DeviceCopy[]>('copies') ?? []
  const remove = (copy: DeviceCopy) =>
    stored.write(
      'copies',
      all().filter((known) => !same(known, copy)),
    )
  let used: { copy: DeviceCopy; replica: Replica } | null = null
  /** One in use has to be closed first, or it would open the database anew and write on. */
  const erase = async (copy: DeviceCopy) => {
    remove(copy)
    if (used && same(used.copy, copy)) await used.replica.wipe()
    else await deleted(databaseNameFor(serverUrl, copy.organizationId, copy.userId))
  }
  /** Names of copies that are being given up. */
  const givingUp = new Set<string>()
  const giveUp = async (copy: DeviceCopy) => {
    const name = databaseNameFor(serverUrl, copy.organizationId, copy.userId)
    if (givingUp.has(name)) return
    givingUp.add(name)
    try {
      // A page that is just being locked may still be writing.
      if (used && same(used.copy, copy)) await used.replica.close()
      if ((await giveUnsent(name, session, copy)) === 'given') await erase(copy)
    } finally {
      givingUp.delete(name)
    }
  }
  return {
    async deleteAllOf(accountId) {
      await Promise.all(
        all()
          .filter((copy) => copy.accountId === accountId)
          .map(erase),
      )
    },
    async deleteSent(accountId) {
      for (const copy of all()) {
        if (copy.accountId !== accountId) continue
        // A page that is just being locked may still be writing.
        if (used && same(used.copy, copy)) await used.replica.close()
        const unsent = await unsentIn(databaseNameFor(serverUrl, copy.organizationId, copy.userId))
        if (unsent?.length === 0) await erase(copy)
      }
    },
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
        void giveUp(copy)
      }
    },
  }
}

const deleted = (databaseName: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(databaseName)
    // Another tab may hold it open for a moment; it is deleted as soon as that lets go.
    request.onblocked = request.onerror = request.onsuccess = () => resolve()
  })
