import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // A Yjs document is its snapshot (V2, smaller) with the updates (V1, as they were sent) after `snapshot_seq`.
  `create table documents (
    organization_id text not null, name text not null, snapshot blob, snapshot_seq integer not null default 0,
    primary key (organization_id, name))`,
  `create table document_updates (
    organization_id text not null, name text not null, seq integer not null, data blob not null,
    primary key (organization_id, name, seq))`,
  // Who writes under a client id; an id used by another is a forgery.
  `create table client_owners (
    organization_id text not null, document text not null, client_id integer not null, user_id text not null,
    primary key (organization_id, document, client_id))`,
  // The bin is not counted.
  `create table item_counts (
    organization_id text not null, portfolio_id text not null, folder_id text not null,
    open integer not null default 0, all_items integer not null default 0,
    primary key (organization_id, portfolio_id, folder_id))`,
  `create index item_counts_by_folder on item_counts (organization_id, folder_id)`,
  // Field null: the record was created. Before and after are JSON, as somebody saw them.
  `create table content_history (
    organization_id text not null, id text not null, at text not null, user_id text,
    folder_id text not null, document text not null, record_id text not null, field text, before text, after text,
    primary key (organization_id, id))`,
  `create index content_history_by_time on content_history (organization_id, at)`,
  `create index content_history_by_record on content_history (organization_id, record_id, at)`,
  `create index content_history_by_portfolio on content_history (organization_id, before, at) where field = 'portfolio'`,
  `create table notices (
    organization_id text not null, id text not null, user_id text not null, data text not null,
    primary key (organization_id, id))`,
  `create index notices_by_user on notices (organization_id, user_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
