import { type Kysely, sql } from 'kysely'

/** Signing in at an OpenID provider: who is who there, and what an Admin decided about it (INV-11). */
const STATEMENTS = [
  `create table identities (
    issuer text not null, subject text not null, account_id text not null references accounts,
    email text not null, email_key text not null, created_at text not null, last_seen_at text not null,
    primary key (issuer, subject))`,
  `create index identities_by_account on identities (account_id)`,
  `create table openid_attempts (
    attempt_id text primary key, kind text not null check (kind in ('web', 'extension')),
    binding_hash text, challenge text, return_to text,
    state text not null check (state in ('begun', 'taken', 'granted')),
    grant_hash text, account_id text references accounts, expires_at text not null)`,
  `create table sign_ins (
    organization_id text not null, user_id text not null,
    codes_allowed integer not null check (codes_allowed in (0, 1)), claim text,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references users (organization_id, user_id))`,
  `create table identity_claims (
    organization_id text not null, claim_id text not null, user_id text not null,
    issuer text not null, subject text not null, email text not null, name text not null, created_at text not null,
    dismissed_at text,
    primary key (organization_id, claim_id), unique (organization_id, user_id, issuer, subject),
    foreign key (organization_id, user_id) references users (organization_id, user_id))`,
  `alter table organizations add column recognised_domains text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
