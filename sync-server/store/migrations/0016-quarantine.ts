import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Changes that waited on a device when it came back after its user's access had ended (LIFE-10): commands, as JSON.
  `create table quarantine (
    organization_id text not null, id text not null, user_id text not null, device text not null,
    arrived_at text not null, made_at text not null, position integer not null,
    command text not null, bytes integer not null, discarded_at text,
    primary key (organization_id, id))`,
  `create index quarantine_by_user on quarantine (organization_id, user_id, position)`,
  `create index quarantine_by_time on quarantine (arrived_at)`,
  // Whose change it was, when somebody else carried it out for them.
  `alter table content_history add column cause text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
