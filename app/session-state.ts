import { type ReadonlySignal, signal } from '@preact/signals'
import type { MeAnswer } from '../shared/protocol/http.ts'
import type { Session } from '../shared/replica/session.ts'
import type { Stored } from './stored.ts'

/** Who uses this browser. `confirmed` is false while it is only remembered from before (SYNC-1). */
export type Signed =
  | { status: 'loading' }
  | { status: 'unreachable' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; me: MeAnswer; confirmed: boolean }

/** A copy of an organization on this device. */
export interface DeviceCopy {
  organizationId: string
  userId: string
  accountId: string
}

export interface SessionState {
  readonly signed: ReadonlySignal<Signed>
  /** The organization that is open, among those of `me`; null while none was chosen. */
  readonly organizationId: ReadonlySignal<string | null>
  /** Asks the server again. No answer keeps what is remembered. */
  refresh(): Promise<Signed>
  /** After signing out, or when the server says that the session is over. */
  forget(): void
  choose(organizationId: string | null): void
  /** Copies on this device, whoever's they are. */
  copies(): readonly DeviceCopy[]
  addCopy(copy: DeviceCopy): void
  removeCopy(copy: DeviceCopy): void
}

const sameCopy = (a: DeviceCopy, b: DeviceCopy) =>
  a.organizationId === b.organizationId && a.userId === b.userId && a.accountId === b.accountId

/** Remembers the last answer of `/api/me`, so that the app opens without a network after a reload. Nothing in it is a secret. */
export function createSessionState(session: Session, stored: Stored): SessionState {
  const remembered = stored.read<MeAnswer>('me')
  const signed = signal<Signed>(
    remembered ? { status: 'signed-in', me: remembered, confirmed: false } : { status: 'loading' },
  )
  const organizationId = signal<string | null>(stored.read<string>('organization'))
  const forget = () => {
    stored.remove('me')
    signed.value = { status: 'signed-out' }
  }
  const copies = () => stored.read<DeviceCopy[]>('copies') ?? []
  return {
    signed,
    organizationId,
    forget,
    async refresh() {
      const reply = await session.me()
      if (reply.status === 'ok') {
        stored.write('me', reply.answer)
        signed.value = { status: 'signed-in', me: reply.answer, confirmed: true }
      } else if (reply.status === 'refused' && reply.http === 401) forget()
      else if (signed.value.status === 'loading') signed.value = { status: 'unreachable' }
      return signed.value
    },
    choose(id) {
      organizationId.value = id
      if (id === null) stored.remove('organization')
      else stored.write('organization', id)
    },
    copies,
    addCopy(copy) {
      if (!copies().some((known) => sameCopy(known, copy))) stored.write('copies', [...copies(), copy])
    },
    removeCopy(copy) {
      stored.write(
        'copies',
        copies().filter((known) => !sameCopy(known, copy)),
      )
    },
  }
}
