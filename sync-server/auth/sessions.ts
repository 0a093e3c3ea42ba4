import { randomBytes } from 'node:crypto'
import { type Clock, isoNow } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { hashToken, makeToken } from './secret.ts'

/** A session nobody uses ends by itself. */
export const SESSION_DAYS = 90
/** How old "last seen" may get before it is written again: each request would be a write otherwise. */
const SEEN_MINUTES = 5

export interface Session {
  id: string
  accountId: string
  kind: 'web' | 'extension'
  label: string
  createdAt: string
  lastSeenAt: string
}

interface Sessions {
  store: Store
  clock: Clock
}

/** Begins a session; the token is known to its device alone. */
export async function beginSession(
  { store, clock }: Sessions,
  { accountId, kind, label }: Pick<Session, 'accountId' | 'kind' | 'label'>,
): Promise<{ token: string; sessionId: string }> {
  const now = isoNow(clock)
  const token = makeToken()
  const sessionId = `ses_${randomBytes(16).toString('base64url')}`
  await store.write((tx) =>
    tx
      .insertInto('sessions')
      .values({
        session_id: sessionId,
        token_hash: hashToken(token),
        account_id: accountId,
        kind,
        label,
        created_at: now,
        last_seen_at: now,
      })
      .execute(),
  )
  return { token, sessionId }
}

/** The session of a token, or null when it ended or there never was one. Notes that it was seen. */
export async function sessionOf({ store, clock }: Sessions, token: string): Promise<Session | null> {
  const row = await store.read
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const now = isoNow(clock)
  if (!row || Date.parse(now) - Date.parse(row.last_seen_at) > SESSION_DAYS * 86_400_000) return null
  if (Date.parse(now) - Date.parse(row.last_seen_at) > SEEN_MINUTES * 60_000)
    await store.write((tx) =>
      tx
        .updateTable('sessions')
        .set({ last_seen_at: now })
        .where('session_id', '=', row.session_id)
        .execute(),
    )
  return toSession(row)
}

/** All open sessions of an account, the latest seen first (USR-7). */
export async function sessionsOf({ store }: Sessions, accountId: string): Promise<Session[]> {
  const rows = await store.read
    .selectFrom('sessions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map(toSession)
}

/** Ends these sessions of the account; returns those that were open. */
export async function endSessions(
  { store, clock }: Sessions,
  accountId: string,
  which: 'all' | { sessionId: string },
): Promise<string[]> {
  const now = isoNow(clock)
  return store.write(async (tx) => {
    let query = tx
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
    if (which !== 'all') query = query.where('session_id', '=', which.sessionId)
    const ended = await query.returning('session_id').execute()
    return ended.map((row) => row.session_id)
  })
}

const toSession = (row: {
  session_id: string
  account_id: string
  kind: 'web' | 'extension'
  label: string
  created_at: string
  last_seen_at: string
}): Session => ({
  id: row.session_id,
  accountId: row.account_id,
  kind: row.kind,
  label: row.label,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
})
