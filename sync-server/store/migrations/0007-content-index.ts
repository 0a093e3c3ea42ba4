import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // The addresses in the email fields of records; the bin is left out, as in the counts.
  `create table email_values (
    organization_id text not null, folder_id text not null, record_id text not null, field text not null,
    email_key text not null,
    primary key (organization_id, folder_id, record_id, field))`,
  `create index email_values_by_email on email_values (organization_id, email_key)`,
  // Open tasks that have a day.
  `create table due_tasks (
    organization_id text not null, folder_id text not null, record_id text not null,
    portfolio_id text not null, due text not null, title text not null,
    primary key (organization_id, folder_id, record_id))`,
  `create index due_tasks_by_portfolio on due_tasks (organization_id, portfolio_id, due)`,
  // What was written before these tables existed is read into them after the start, a folder at a time.
  `create table folders_to_index (
    organization_id text not null, folder_id text not null,
    primary key (organization_id, folder_id))`,
  `insert into folders_to_index (organization_id, folder_id)
    select organization_id, folder_id from folders
    where exists (select 1 from documents where documents.organization_id = folders.organization_id
      and documents.name like 'content/' || folders.folder_id || '/%')`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
