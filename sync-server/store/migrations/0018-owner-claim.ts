import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Who says that the account owner is gone, and from when on they own the account unless somebody objects.
  `alter table organizations add column owner_claimed_by text`,
  `alter table organizations add column owner_claim_at text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
