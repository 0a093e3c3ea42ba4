import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Each invitation that was mailed within the last day, for the limits on them.
  `create table invitation_mails (
    organization_id text not null, email_key text not null, invited_by text not null, at text not null)`,
  `create index invitation_mails_by_email on invitation_mails (email_key, at)`,
  `create index invitation_mails_by_organization on invitation_mails (organization_id, at)`,
  `create index invitation_mails_by_time on invitation_mails (at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
