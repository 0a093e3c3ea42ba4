import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // The last day of a subscription that was cancelled, by whom and when.
  `alter table organizations add column last_day text`,
  `alter table organizations add column cancelled_by text`,
  `alter table organizations add column cancelled_at text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
