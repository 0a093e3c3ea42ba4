import { type Kysely, sql } from 'kysely'

/** As what somebody was in a workspace they were put out of (LIFE-8). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table users add column put_out text not null default '[]'`).execute(db)
}
