import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `alter table documents add column epoch integer not null default 0`,
  // What had arrived of each client when its epoch ended: what is said again afterwards is known by it.
  `create table ended_clients (
    organization_id text not null, document text not null, client_id bigint not null, user_id text not null,
    clock bigint not null, ended_at text not null,
    primary key (organization_id, document, client_id))`,
  `create table quarantined_updates (
    organization_id text not null, id text not null, document text not null, user_id text not null,
    at text not null, problem text not null, data blob not null,
    primary key (organization_id, id))`,
  `create table lineage (id text primary key, mark bigint not null)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
