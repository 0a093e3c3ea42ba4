import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // What lies in the bin, and since when, so that it can be emptied without reading documents.
  `create table binned_records (
    organization_id text not null, folder_id text not null, record_id text not null, document text not null,
    binned_at text not null,
    primary key (organization_id, folder_id, record_id))`,
  `create index binned_records_by_time on binned_records (binned_at)`,
  // What was binned before is read into it after the start, a folder at a time.
  `insert into folders_to_index (organization_id, folder_id)
    select organization_id, folder_id from folders
    where exists (select 1 from documents where documents.organization_id = folders.organization_id
      and documents.name like 'content/' || folders.folder_id || '/%')
    on conflict do nothing`,
  // Of a content document, when it was last stored whole: what it holds, and how much of its past it drags along. Beside
  // the documents, whose rows are megabytes.
  `create table document_wear (
    organization_id text not null, name text not null, live bigint not null, past bigint not null,
    primary key (organization_id, name))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
