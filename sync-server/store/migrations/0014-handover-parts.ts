import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Handovers stood whole in the documents of each of their workspaces. They are written again after the start.
  `create table handovers_to_narrow (
    organization_id text not null, handover_id text not null,
    primary key (organization_id, handover_id))`,
  `insert into handovers_to_narrow (organization_id, handover_id)
    select organization_id, handover_id from handovers where kind = 'handover'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
