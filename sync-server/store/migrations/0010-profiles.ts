import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `alter table users add column user_name_key text`,
  `alter table users add column former_names text not null default '[]'`,
  `alter table users add column phone text`,
  `alter table users add column postal_address text`,
  `alter table users add column currency text`,
  `alter table users add column photo text`,
  `alter table users add column muted text not null default '[]'`,
  // Only the demo gave user names before, in ASCII; which differ in case alone are one from now on.
  `update users set user_name_key = lower(user_name) where user_name is not null`,
  `drop index users_by_user_name`,
  `create unique index users_by_user_name on users (organization_id, user_name_key) where user_name_key is not null`,
  // base64 of a JPEG; what is not shown any more is kept until the next change, for undo.
  `create table photos (
    organization_id text not null, photo_id text not null, user_id text not null, image text not null,
    primary key (organization_id, photo_id))`,
  `create index photos_by_user on photos (organization_id, user_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
