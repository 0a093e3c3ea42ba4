import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Entries lie in the order in which they come. Under an id drawn at random each of them changed a page of its own, all of
  // which a commit had to write. With the moment first the key is also what pages of the history are read by.
  `create table content_history_in_order (
    organization_id text not null, id text not null, at text not null, user_id text,
    folder_id text not null, document text not null, record_id text not null, field text, before text, after text,
    cause text,
    primary key (organization_id, at, id))`,
  `insert into content_history_in_order
    (organization_id, id, at, user_id, folder_id, document, record_id, field, before, after, cause)
    select organization_id, id, at, user_id, folder_id, document, record_id, field, before, after, cause
    from content_history order by organization_id, at, id`,
  `drop table content_history`,
  `alter table content_history_in_order rename to content_history`,
  // Down to the id, in which pages are ordered: or SQLite finds that order in the key, and looks through the whole history.
  `create index content_history_by_record on content_history (organization_id, record_id, at, id)`,
  `create index content_history_by_portfolio on content_history (organization_id, before, at) where field = 'portfolio'`,
  `create index content_history_by_user on content_history (organization_id, user_id, at, id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
