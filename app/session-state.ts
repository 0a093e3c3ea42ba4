import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { MeAnswer } from '../shared/protocol/http.ts'
import type { Session } from '../shared/replica/session.ts'
import type { DeviceCopies } from './device-copies.ts'
import type { Stored } from './stored.ts'
import { type Ended, SIGNED_OUT } from '../shared/flows/why-ended.ts'
import { endedBetween } from './ended-between.ts'
import type { Signed } from './signed.ts'

export interface SessionState {
  readonly signed: ReadonlySignal<Signed>
  /** The organization that is open, among those of `me`; null while none was chosen. */
  readonly organizationId: ReadonlySignal<string | null>
  /** Why what was open is locked, until that was read (SYNC-7); null: it is not. */
  readonly locked: ReadonlySignal<Ended | null>
  /** Asks the server again. No answer keeps what is remembered. */
  refresh(): Promise<void>
  /** The server closed the organization that is open: finds out why, and locks. */
  lock(): Promise<void>
  /** The sentence was read: to where it leads. */
  unlock(): Promise<void>
  /**
   * Ends the session on the server; false without an answer: then the cookie lives on, and saying "signed out" would be
   * untrue. `meanwhile` runs between that and showing the sign-in page.
   */
  signOut(meanwhile?: () => Promise<void>): Promise<boolean>
  choose(organizationId: string | null): void
}

interface Needs {
  session: Session
  stored: Stored
  copies: DeviceCopies
}

/** Remembers the last answer of `/api/me`, so that the app opens without a network after a reload. Nothing in it is a secret. */
export function createSessionState({ session, stored, copies }: Needs): SessionState {
  const remembered = stored.read<MeAnswer>('me')
  const signed = signal<Signed>(
    remembered ? { status: 'signed-in', me: remembered, confirmed: false } : { status: 'loading' },
  )
  const organizationId = signal<string | null>(stored.read<string>('organization'))
  const locked = signal<Ended | null>(null)
  /** Ending one's own session closes the socket, too; that is no news to anybody. */
  let leaving = false

  const choose = (id: string | null) => {
    organizationId.value = id
    if (id === null) stored.remove('organization')
    else stored.write('organization', id)
  }
  const change = (next: Signed) => {
    const before = signed.value.status === 'signed-in' ? signed.value.me : null
    if (next.status === 'signed-in') stored.write('me', next.me)
    else stored.remove('me')
    batch(() => {
      if (!leaving) locked.value ??= endedBetween(before, next, organizationId.value)
      signed.value = next
    })
    // A device that may no longer hold a copy deletes it at the first contact (SYNC-7, LIFE-10).
    if (next.status === 'signed-in') {
      stored.remove('left')
      copies.deleteEnded(next.me)
    } else if (before && stored.read('left') === null)
      copies.deleteSent(before.account.id).catch(console.error)
  }
  const forget = () => {
    stored.remove('me')
    signed.value = { status: 'signed-out' }
  }
  const refresh = async () => {
    const reply = await session.me()
    if (reply.status === 'ok') change({ status: 'signed-in', me: reply.answer, confirmed: true })
    else if (reply.status === 'refused' && reply.http === 401) change({ status: 'signed-out' })
    else if (signed.value.status === 'loading') signed.value = { status: 'unreachable' }
  }
  return {
    signed,
    organizationId,
    locked,
    refresh,
    async lock() {
      if (leaving) return
      await refresh()
      if (leaving) return
      locked.value ??= SIGNED_OUT
    },
    async unlock() {
      const next = locked.value?.next
      // Another address is meant, so the session of this one has to end first; without an answer it is forgotten all the same.
      if (next === 'sign-in') await session.signOut()
      batch(() => {
        locked.value = null
        if (next === 'sign-in') forget()
        else choose(null)
      })
    },
    async signOut(meanwhile) {
      leaving = true
      // So that other tabs, which only see that the session is over, don't delete what somebody wants to keep.
      stored.write('left', true)
      const reply = await session.signOut()
      if (reply.status === 'offline') stored.remove('left')
      else {
        await meanwhile?.()
        forget()
      }
      leaving = false
      return reply.status !== 'offline'
    },
    choose,
  }
}
