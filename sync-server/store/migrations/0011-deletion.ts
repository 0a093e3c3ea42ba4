import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // When the organization is deleted, unless an Admin stops it, and who asked for it.
  `alter table organizations add column deletes_at text`,
  `alter table organizations add column deletion_asked_by text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
