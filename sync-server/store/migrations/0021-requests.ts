import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `create table requests (
    organization_id text not null references organizations, request_id text not null,
    by_user_id text not null, to_user_ids text not null, command text not null, state text not null,
    made_at text not null, until text not null, answered_by text, answered_at text, word text not null,
    primary key (organization_id, request_id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
