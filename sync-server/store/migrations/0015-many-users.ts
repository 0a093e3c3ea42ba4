import { type Kysely, sql } from 'kysely'

/** What is asked for with every invitation, found without looking through the whole organization (10,000 users). */
const STATEMENTS = [
  `create index invitations_by_user on invitations (organization_id, user_id)`,
  `create index invitations_by_inviter on invitations (organization_id, invited_by)`,
  `create index portfolios_by_home_of on portfolios (organization_id, home_of)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
