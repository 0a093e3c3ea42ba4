import { type Kysely, sql } from 'kysely'
import { emailKey } from '../../../shared/domain/model/email.ts'

/**
 * Keys of addresses have their domain in ASCII form from now on (INV-8). Where both spellings of one address are users of an
 * organization already, the second keeps its old key and is still found by nobody but itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const users = await sql<{ organization_id: string; user_id: string; email_key: string }>`
    select organization_id, user_id, email_key from users where state <> 'erased'`.execute(db)
  const taken = new Set(users.rows.map((row) => `${row.organization_id} ${row.email_key}`))
  for (const { organization_id, user_id, email_key } of users.rows) {
    const key = emailKey(email_key)
    if (key === email_key || taken.has(`${organization_id} ${key}`)) continue
    taken.add(`${organization_id} ${key}`)
    await sql`update users set email_key = ${key}
      where organization_id = ${organization_id} and user_id = ${user_id}`.execute(db)
  }
  const invitations = await sql<{ organization_id: string; invitation_id: string; email_key: string }>`
    select organization_id, invitation_id, email_key from invitations`.execute(db)
  for (const { organization_id, invitation_id, email_key } of invitations.rows) {
    const key = emailKey(email_key)
    if (key !== email_key)
      await sql`update invitations set email_key = ${key}
        where organization_id = ${organization_id} and invitation_id = ${invitation_id}`.execute(db)
  }
}
