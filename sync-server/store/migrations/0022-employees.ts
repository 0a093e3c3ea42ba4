import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Where Employee records are kept, once an Admin said so, and whether they still are.
  `alter table organizations add column employee_folder_id text`,
  `alter table organizations add column employee_portfolio_id text`,
  `alter table organizations add column employees_on integer not null default 0`,
  `create table employee_records (
    organization_id text not null references organizations, folder_id text not null, user_id text not null,
    record_id text not null, kept text not null,
    primary key (organization_id, folder_id, user_id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
