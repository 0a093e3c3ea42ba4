import { effect } from '@preact/signals'
import { openReplica } from '../shared/replica/open-replica.ts'
import type { Replica } from '../shared/replica/replica.ts'
import { CopyProblem } from '../shared/replica/unreadable-copy.ts'
import { readAccounts, type SignedAccount } from './accounts.ts'
import { copiesOf, databaseOf, type DeviceCopy } from './device-copies.ts'
import { refreshAccount } from './refresh-account.ts'
import { readServer } from './server-address.ts'
import type { Stored } from './stored.ts'
import { whatWaits } from './what-waits.ts'

/**
 * What the worker does with the copies. `look`: counts what waits · `send`: and sends it, if no panel does · `ask`: and asks the
 * server what is new for each account.
 */
export type Round = 'look' | 'send' | 'ask'

/** What waits in all copies, and for all accounts, of this extension. */
export interface AllWaits {
  unsent: number
  looks: number
  /** Invitations that can be accepted. */
  invitations: number
  /** Accounts that have to sign in again. */
  signedOut: number
  /** Is there anything that another try may send? */
  tryAgain: boolean
}

/** Chrome ends a worker that does nothing of its own for 30 s; so a visit of one copy must be over well before. */
const MOST_MS = 15_000
/** After what waited is sent, so long for what is new to come. */
const NEWS_MS = 1_500

/**
 * Visits the copies of everybody who is signed in, one after the other (SYNC-6). The worker opens each as a panel would: where a panel
 * is open that one keeps the connection, else the worker takes it, sends, and lets go again.
 */
export async function makeRound(stored: Stored, round: Round): Promise<AllWaits> {
  const all: AllWaits = { unsent: 0, looks: 0, invitations: 0, signedOut: 0, tryAgain: false }
  for (const known of await readAccounts(stored, await readServer(stored))) {
    const account = round === 'ask' ? await refreshAccount(stored, known) : known
    if (!account) continue
    if (account.ended) {
      all.signedOut++
      continue
    }
    const now = new Date().toISOString()
    all.invitations += account.me.invitations.filter(({ expiresAt }) => expiresAt > now).length
    for (const copy of copiesOf(account)) {
      const isActive = account.me.organizations.some(
        ({ organizationId, state }) => organizationId === copy.organizationId && state === 'active',
      )
      const visited = isActive && (await visit(account, copy, round))
      if (!visited) continue
      const { waits, goesOn } = visited
      all.unsent += waits.unsent
      all.looks += waits.looks
      all.tryAgain ||= goesOn && waits.unsent > 0
    }
  }
  return all
}

/**
 * `goesOn`: the server would talk to this device. Null without a copy: a panel that opens an organization makes it first, never the
 * worker, which would bring back one that a panel deletes at this moment.
 */
async function visit(account: SignedAccount, copy: DeviceCopy, round: Round) {
  const opened = openReplica({
    serverUrl: account.server,
    organizationId: copy.organizationId,
    userId: copy.userId,
    accountId: copy.accountId,
    credentials: { kind: 'token', token: account.token },
    mode: 'panel',
    databaseName: databaseOf(copy),
    onlyIfThere: true,
  })
  const replica = await opened.catch((problem: unknown) => {
    if (problem instanceof CopyProblem && problem.kind === 'not-there') return null
    throw problem
  })
  if (!replica) return null
  try {
    if (round !== 'look') await sent(replica)
    if (round === 'ask' && replica.connection.value === 'online') await pause(NEWS_MS)
    const state = replica.connection.value
    return { waits: whatWaits(replica), goesOn: state !== 'ended' && state !== 'other-version' }
  } finally {
    await replica.close()
  }
}

/** Resolves when nothing waits any more and there is a connection, or when there will be none. */
async function sent(replica: Replica): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = effect(() => {
    const state = replica.connection.value
    const isDone = state === 'online' && replica.pending.value.length === 0
    if (isDone || state === 'offline' || state === 'ended' || state === 'other-version') resolve()
  })
  await Promise.race([promise, pause(MOST_MS)])
  stop()
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
