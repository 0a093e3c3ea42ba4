import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // 1: what belongs in it is still being written (ROLE-10).
  `alter table documents add column unfinished integer not null default 0`,
  `create index documents_unfinished on documents (organization_id, name) where unfinished = 1`,
  // What the ids of records are enciphered with for who reads a copy of their own.
  `create table veil_keys (organization_id text primary key, key text not null)`,
  // An own copy was one document for a person and folder. Now it has the folder's shards, which are written anew.
  `delete from document_updates where name like 'own/%'`,
  `delete from documents where name like 'own/%'`,
  `insert into documents (organization_id, name, snapshot, snapshot_seq, epoch, unfinished)
    select m.organization_id, 'own/' || m.user_id || '/' || substr(d.name, 9), null, 1, 0, 1
    from memberships m
    join folders f on f.organization_id = m.organization_id and f.workspace_id = m.workspace_id
    join documents d on d.organization_id = f.organization_id and d.name like 'content/' || f.folder_id || '/%'
    where m.restrictions like '%"own-items-only"%' or m.restrictions like '%"masked-contacts"%'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
