import { type Kysely, sql } from 'kysely'

/** Accounts that several people use, such as info@ (USR-9). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`alter table users add column shared integer not null default 0 check (shared in (0, 1))`)
    .execute(db)
}
