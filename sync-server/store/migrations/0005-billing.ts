import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `alter table organizations add column address text not null default ''`,
  `alter table organizations add column seat_limit integer`,
  `alter table organizations add column billing_name text not null default ''`,
  `alter table organizations add column billing_email text not null default ''`,
  // The first day that is not closed yet, and the moment it ends; an organization without one begins with today.
  `create table seat_clocks (
    organization_id text primary key references organizations, next_day text not null, ends_at text not null)`,
  `create index seat_clocks_by_end on seat_clocks (ends_at)`,
  // Days that are over: added to, never changed.
  `create table seat_days (
    organization_id text not null references organizations, day text not null,
    seats integer not null check (seats >= 0), price integer not null check (price >= 0), currency text not null,
    primary key (organization_id, day))`,
  `create table invoices (
    organization_id text not null references organizations, invoice_id text not null, issued_at text not null,
    details text not null, primary key (organization_id, invoice_id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
