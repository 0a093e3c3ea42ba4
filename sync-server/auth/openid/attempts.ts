import { createHash, randomBytes } from 'node:crypto'
import { type Clock, isoNow } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { hashToken, makeToken, sameText, type Secret } from '../secret.ts'
import type { Attempted } from './provider.ts'

/** How long somebody may take at the provider. */
const ATTEMPT_MINUTES = 10
/** The extension trades a grant at once. */
const GRANT_SECONDS = 60

interface Attempts {
  store: Store
  clock: Clock
  secret: Secret
}

/**
 * One sign-in at the provider, on its way. The web's is bound to the browser that began it by a cookie; an extension's by
 * PKCE to the extension that began it, since its window at the provider is not ours to set a cookie in.
 */
export type Attempt = Attempted & { id: string } & ({ kind: 'web'; returnTo: string } | { kind: 'extension' })

type Begun = { kind: 'web'; returnTo: string } | { kind: 'extension'; challenge: string }

/** Begins one. Nothing secret is stored: verifier and nonce follow from the id and the server's secret. */
export async function beginAttempt(
  { store, clock, secret }: Attempts,
  begun: Begun,
): Promise<{ attempt: Attempted & { id: string }; binding: string }> {
  const now = isoNow(clock)
  const id = randomBytes(32).toString('base64url')
  const binding = makeToken()
  await store.write(async (tx) => {
    await tx.deleteFrom('openid_attempts').where('expires_at', '<=', now).execute()
    await tx
      .insertInto('openid_attempts')
      .values({
        attempt_id: id,
        kind: begun.kind,
        binding_hash: begun.kind === 'web' ? hashToken(binding) : null,
        challenge: begun.kind === 'extension' ? begun.challenge : null,
        return_to: begun.kind === 'web' ? begun.returnTo : null,
        state: 'begun',
        grant_hash: null,
        account_id: null,
        expires_at: later(now, ATTEMPT_MINUTES * 60),
      })
      .execute()
  })
  return { attempt: attempted(secret, id), binding }
}

/**
 * Takes the attempt that a callback names: once, in time, and in the browser that began it. A callback that was stolen uses
 * nothing up in the browser it was stolen from.
 */
export async function takeAttempt(
  { store, clock, secret }: Attempts,
  id: string,
  binding: string,
): Promise<Attempt | 'used' | 'other-browser'> {
  const now = isoNow(clock)
  return store.write(async (tx) => {
    const row = await tx
      .selectFrom('openid_attempts')
      .selectAll()
      .where('attempt_id', '=', id)
      .where('state', '=', 'begun')
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!row) return 'used'
    if (row.kind === 'web' && !sameText(row.binding_hash ?? '', hashToken(binding))) return 'other-browser'
    await tx.updateTable('openid_attempts').set({ state: 'taken' }).where('attempt_id', '=', id).execute()
    return row.kind === 'web'
      ? { ...attempted(secret, id), kind: 'web', returnTo: row.return_to ?? '/' }
      : { ...attempted(secret, id), kind: 'extension' }
  })
}

/** What the extension's window brings back, for the extension alone that knows the verifier. */
export async function grantAttempt(
  { store, clock }: Attempts,
  id: string,
  accountId: string,
): Promise<string> {
  const grant = makeToken()
  await store.write((tx) =>
    tx
      .updateTable('openid_attempts')
      .set({
        state: 'granted',
        grant_hash: hashToken(grant),
        account_id: accountId,
        expires_at: later(isoNow(clock), GRANT_SECONDS),
      })
      .where('attempt_id', '=', id)
      .execute(),
  )
  return grant
}

/** The account of a grant, used up by it; null when it is none, too late, used, or another extension's. */
export async function redeemGrant(
  { store, clock }: Attempts,
  { attemptId, grant, verifier }: { attemptId: string; grant: string; verifier: string },
): Promise<string | null> {
  const now = isoNow(clock)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return store.write(async (tx) => {
    const row = await tx
      .selectFrom('openid_attempts')
      .selectAll()
      .where('attempt_id', '=', attemptId)
      .where('state', '=', 'granted')
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!row || !sameText(row.grant_hash ?? '', hashToken(grant))) return null
    if (!sameText(row.challenge ?? '', challenge)) return null
    await tx.deleteFrom('openid_attempts').where('attempt_id', '=', attemptId).execute()
    return row.account_id
  })
}

const attempted = (secret: Secret, id: string): Attempted & { id: string } => ({
  id,
  state: id,
  nonce: secret.openIdNonce(id),
  verifier: secret.openIdVerifier(id),
})

const later = (iso: string, seconds: number): string =>
  new Date(Date.parse(iso) + seconds * 1_000).toISOString()
