import type { Actor } from '../../shared/domain/decide/actor.ts'
import type { Db, Tx } from '../store/store.ts'
import { newId } from '../new-id.ts'
import { emailKey } from '../../shared/domain/model/email.ts'

export interface Account {
  id: string
  name: string
  /** Verified addresses as typed, the first one first. Empty where another account has proven the last one since. */
  emails: string[]
  /** What it is called by: the first verified address, or the last one its identity had. */
  email: string
}

/** An account, or null. */
export async function accountOf(db: Db, accountId: string): Promise<Account | null> {
  const account = await db
    .selectFrom('accounts')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!account) return null
  const emails = await db
    .selectFrom('account_emails')
    .select('email')
    .where('account_id', '=', accountId)
    .orderBy('verified_at')
    .orderBy('email_key')
    .execute()
  const [first] = emails
  const email = first?.email ?? (await lastAddressOf(db, accountId))
  return { id: account.account_id, name: account.name, emails: emails.map((row) => row.email), email }
}

async function lastAddressOf(db: Db, accountId: string): Promise<string> {
  const identity = await db
    .selectFrom('identities')
    .select('email')
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .executeTakeFirst()
  return identity?.email ?? ''
}

/** The account that has verified this address; made now if nobody has. Call only after the address was proven. */
export async function accountWithAddress(tx: Tx, email: string, now: string): Promise<string> {
  const key = emailKey(email)
  const known = await tx
    .selectFrom('account_emails')
    .select('account_id')
    .where('email_key', '=', key)
    .executeTakeFirst()
  if (known) return known.account_id
  const accountId = newId('account')
  await tx.insertInto('accounts').values({ account_id: accountId, name: '', created_at: now }).execute()
  await tx
    .insertInto('account_emails')
    .values({ email_key: key, account_id: accountId, email: email.trim(), verified_at: now })
    .execute()
  return accountId
}

/** The account as the one who acts where nobody is a user yet. */
export const accountActor = ({ id, emails, email, name }: Account): Actor & { kind: 'account' } => ({
  kind: 'account',
  accountId: id,
  email,
  emailKeys: emails.map(emailKey),
  name,
})

/** Does the account sit, or could it sit again by an undo, in anybody of any organization? */
export async function isSomebodyElsewhere(tx: Tx, accountId: string): Promise<boolean> {
  const sits = await tx
    .selectFrom('users')
    .select('user_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const sat = await tx
    .selectFrom('sat_before')
    .select('user_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return sits !== undefined || sat !== undefined
}

/** Deletes an account that is nobody any more: its addresses, identities, sessions, codes and their mails. */
export async function deleteAccount(tx: Tx, accountId: string): Promise<void> {
  const emails = await tx
    .deleteFrom('account_emails')
    .where('account_id', '=', accountId)
    .returning('email_key')
    .execute()
  for (const { email_key: key } of emails) {
    const codes = await tx.deleteFrom('codes').where('email_key', '=', key).returning('code_id').execute()
    for (const { code_id: codeId } of codes)
      await tx
        .deleteFrom('jobs')
        .where('organization_id', 'is', null)
        .where('data', 'like', `%"${codeId}"%`)
        .execute()
    await tx.deleteFrom('mails').where('organization_id', 'is', null).where('address', '=', key).execute()
  }
  const sessions = tx.selectFrom('sessions').select('session_id').where('account_id', '=', accountId)
  await tx.deleteFrom('tickets').where('session_id', 'in', sessions).execute()
  await tx.deleteFrom('sessions').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('openid_attempts').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('identities').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('accounts').where('account_id', '=', accountId).execute()
}
