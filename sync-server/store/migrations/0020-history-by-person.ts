import { type Kysely, sql } from 'kysely'

/** What one person did, newest first: the history's filter, and what is listed when somebody is blocked (LIFE-9). */
const STATEMENTS = [
  `create index history_by_actor on history (organization_id, actor_user_id, at)`,
  `create index content_history_by_user on content_history (organization_id, user_id, at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
