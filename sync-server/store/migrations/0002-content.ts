import { type Kysely, sql } from 'kysely'

const TABLES = [
  `create table documents (
    organization_id text not null, name text not null, epoch integer not null default 0,
    primary key (organization_id, name))`,
  `create table document_updates (
    organization_id text not null, name text not null, seq integer not null, data blob not null,
    primary key (organization_id, name, seq))`,
  `create table item_counts (
    organization_id text not null, portfolio_id text not null, folder_id text not null,
    open integer not null default 0, all_items integer not null default 0,
    primary key (organization_id, portfolio_id, folder_id))`,
  `create table client_owners (
    organization_id text not null, document text not null, client_id integer not null, user_id text not null,
    primary key (organization_id, document, client_id))`,
  `create table content_history (
    organization_id text not null, id text not null, at text not null, user_id text,
    folder_id text not null, record_id text not null, field text not null, before text, after text,
    primary key (organization_id, id))`,
  `create table notices (
    organization_id text not null, id text not null, user_id text not null, data text not null,
    primary key (organization_id, id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await sql.raw(table).execute(db)
}
