import { emailKey } from '../../shared/domain/model/email.ts'
import { newId } from '../new-id.ts'
import type { Db, Tx } from '../store/store.ts'
import type { ProvenIdentity } from './openid/provider.ts'

/** A proven identity with an address that the provider answers for. */
export type AddressedIdentity = ProvenIdentity & { email: string }

export const hasAddress = (identity: ProvenIdentity): identity is AddressedIdentity => identity.email !== null

/** The account of this identity, and the key of the address it had when it was seen last; null for a new one. */
export async function accountOfIdentity(
  db: Db,
  { issuer, subject }: Pick<ProvenIdentity, 'issuer' | 'subject'>,
): Promise<{ accountId: string; emailKey: string } | null> {
  const row = await db
    .selectFrom('identities')
    .select(['account_id', 'email_key'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row ? { accountId: row.account_id, emailKey: row.email_key } : null
}

/** Who has proven this address, if anybody. */
export async function holderOfAddress(db: Db, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('account_emails')
    .select('account_id')
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** Is somebody at this provider known to be the account? */
export async function hasIdentity(db: Db, accountId: string, issuer: string): Promise<boolean> {
  const row = await db
    .selectFrom('identities')
    .select('subject')
    .where('account_id', '=', accountId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()
  return row !== undefined
}

/** Nobody's yet: only a mailed code ever opened it, and it sits in no user. */
export async function isEmptyAccount(db: Db, accountId: string): Promise<boolean> {
  const identity = await db
    .selectFrom('identities')
    .select('subject')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const seat = await db
    .selectFrom('users')
    .select('user_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return identity === undefined && seat === undefined
}

/** From now on this identity is this account. */
export async function linkIdentity(
  tx: Tx,
  { issuer, subject, email }: AddressedIdentity,
  accountId: string,
  now: string,
): Promise<void> {
  await tx
    .insertInto('identities')
    .values({
      issuer,
      subject,
      account_id: accountId,
      email,
      email_key: emailKey(email),
      created_at: now,
      last_seen_at: now,
    })
    .execute()
}

/** A new account for the identity; its address is the account's, whoever proved it before. */
export async function newAccountFor(tx: Tx, identity: AddressedIdentity, now: string): Promise<string> {
  const accountId = newId('account')
  await tx
    .insertInto('accounts')
    .values({ account_id: accountId, name: identity.name, created_at: now })
    .execute()
  await linkIdentity(tx, identity, accountId, now)
  await giveAddress(tx, identity.email, accountId, now)
  return accountId
}

/** The address is the account's now: it was proven last by it. */
export async function giveAddress(tx: Tx, email: string, accountId: string, now: string): Promise<void> {
  const values = { account_id: accountId, email: email.trim(), verified_at: now }
  await tx
    .insertInto('account_emails')
    .values({ email_key: emailKey(email), ...values })
    .onConflict((conflict) => conflict.column('email_key').doUpdateSet(values))
    .execute()
}

/** The identity's address is another one now; the former is the account's no more. */
export async function moveToAddress(
  tx: Tx,
  { issuer, subject, email }: AddressedIdentity,
  { accountId, formerKey }: { accountId: string; formerKey: string },
  now: string,
): Promise<void> {
  await tx
    .deleteFrom('account_emails')
    .where('email_key', '=', formerKey)
    .where('account_id', '=', accountId)
    .execute()
  await giveAddress(tx, email, accountId, now)
  await tx
    .updateTable('identities')
    .set({ email, email_key: emailKey(email), last_seen_at: now })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute()
}

/**
 * May this account not sign in by mailed code (DESIGN §6)? So it is for whoever is known at the provider, unless an Admin of
 * every organization they are in has allowed it: one of them alone would open the others, too. Never without a provider.
 */
export async function needsProvider(db: Db, accountId: string, issuer: string | null): Promise<boolean> {
  if (issuer === null || !(await hasIdentity(db, accountId, issuer))) return false
  const seats = await db
    .selectFrom('users')
    .leftJoin('sign_ins', (join) =>
      join
        .onRef('sign_ins.organization_id', '=', 'users.organization_id')
        .onRef('sign_ins.user_id', '=', 'users.user_id'),
    )
    .select('sign_ins.codes_allowed')
    .where('users.account_id', '=', accountId)
    .where('users.state', 'in', ['active', 'blocked'])
    .execute()
  return seats.length === 0 || seats.some((seat) => seat.codes_allowed !== 1)
}
