import { type Kysely, sql } from 'kysely'
import { emailKey } from '../../../shared/domain/model/email.ts'

const STATEMENTS = [
  // Addresses that people of an organization had before, by key. Derived from the users.
  `create table former_addresses (
    organization_id text not null, user_id text not null, email_key text not null,
    primary key (organization_id, user_id, email_key),
    foreign key (organization_id, user_id) references users (organization_id, user_id))`,
  `create index former_addresses_by_email on former_addresses (email_key)`,
  // Who or what still used a former address: how often, and when last.
  `create table address_uses (
    organization_id text not null, email_key text not null, kind text not null,
    uses integer not null, last_at text not null,
    primary key (organization_id, email_key, kind))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  const users = await sql<{ organization_id: string; user_id: string; formerly: string }>`
    select organization_id, user_id, formerly from users where formerly <> '[]'`.execute(db)
  for (const { organization_id, user_id, formerly } of users.rows)
    for (const key of new Set((JSON.parse(formerly) as string[]).map(emailKey)))
      await sql`insert into former_addresses (organization_id, user_id, email_key)
        values (${organization_id}, ${user_id}, ${key})`.execute(db)
}
