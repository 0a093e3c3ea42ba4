import { type Kysely, sql } from 'kysely'

/** Only words that SQLite and PostgreSQL both understand. Foreign keys stand where losing the other row would be a bug. */
const STATEMENTS = [
  `create table accounts (
    account_id text primary key, name text not null, created_at text not null)`,
  `create table account_emails (
    email_key text primary key, account_id text not null references accounts,
    email text not null, verified_at text not null)`,
  `create index account_emails_by_account on account_emails (account_id)`,
  `create table codes (
    code_id text primary key, email_key text not null, email text not null, binding_hash text not null,
    created_at text not null, expires_at text not null,
    tries integer not null default 0 check (tries between 0 and 5), ended_at text)`,
  `create index codes_by_email on codes (email_key)`,
  `create table sessions (
    session_id text primary key, token_hash text not null unique, account_id text not null references accounts,
    kind text not null check (kind in ('web', 'extension')), label text not null,
    created_at text not null, last_seen_at text not null, ended_at text)`,
  `create index sessions_by_account on sessions (account_id)`,
  `create table tickets (
    ticket_hash text primary key, session_id text not null references sessions,
    organization_id text not null, user_id text not null, expires_at text not null)`,

  `create table organizations (
    organization_id text primary key, name text not null, time_zone text not null, currency text not null,
    owner_user_id text not null, owners_add_seats integer not null check (owners_add_seats in (0, 1)),
    seat_price integer not null check (seat_price >= 0), created_at text not null,
    foreign key (organization_id, owner_user_id) references users (organization_id, user_id)
      deferrable initially deferred)`,
  `create table users (
    organization_id text not null references organizations, user_id text not null,
    name text not null, user_name text, number text, position text,
    email text not null, email_key text not null, formerly text not null,
    role text not null check (role in ('admin', 'billing-admin', 'user-admin', 'member')),
    state text not null check (state in ('pending', 'active', 'blocked', 'deactivated', 'erased')),
    created_at text not null, joined_at text, left_at text, last_active_at text,
    account_id text references accounts,
    primary key (organization_id, user_id))`,
  `create unique index users_by_email on users (organization_id, email_key) where state <> 'erased'`,
  `create unique index users_by_user_name on users (organization_id, user_name) where user_name is not null`,
  `create unique index users_by_account on users (account_id, organization_id) where account_id is not null`,
  `create table workspaces (
    organization_id text not null references organizations, workspace_id text not null,
    name text not null, created_at text not null, archived_at text,
    primary key (organization_id, workspace_id))`,
  `create table memberships (
    organization_id text not null, workspace_id text not null, user_id text not null,
    level text not null check (level in ('owner', 'manager', 'agent')), restrictions text not null,
    primary key (organization_id, workspace_id, user_id),
    foreign key (organization_id, workspace_id) references workspaces (organization_id, workspace_id),
    foreign key (organization_id, user_id) references users (organization_id, user_id))`,
  `create index memberships_by_user on memberships (organization_id, user_id)`,
  `create table folders (
    organization_id text not null, folder_id text not null, workspace_id text not null,
    name text not null, kind text not null check (kind in ('records', 'tasks')),
    fields text not null, stage text, created_at text not null, archived_at text,
    primary key (organization_id, folder_id),
    foreign key (organization_id, workspace_id) references workspaces (organization_id, workspace_id))`,
  `create index folders_by_workspace on folders (organization_id, workspace_id)`,
  `create table portfolios (
    organization_id text not null, portfolio_id text not null, workspace_id text not null,
    home_of text, origin text, label text not null, holdings text not null, holder text,
    primary key (organization_id, portfolio_id),
    foreign key (organization_id, workspace_id) references workspaces (organization_id, workspace_id),
    foreign key (organization_id, home_of) references users (organization_id, user_id),
    foreign key (organization_id, holder) references users (organization_id, user_id))`,
  `create unique index portfolios_by_home on portfolios (organization_id, workspace_id, home_of)
    where home_of is not null`,
  `create index portfolios_by_holder on portfolios (organization_id, holder)`,
  `create table portfolio_people (
    organization_id text not null, portfolio_id text not null, workspace_id text not null, user_id text not null,
    primary key (organization_id, portfolio_id, user_id),
    foreign key (organization_id, portfolio_id) references portfolios (organization_id, portfolio_id))`,
  `create index portfolio_people_by_user on portfolio_people (organization_id, user_id)`,
  `create table invitations (
    organization_id text not null, invitation_id text not null, user_id text not null,
    purpose text not null check (purpose in ('join', 'switch')), handover_id text,
    email text not null, email_key text not null, invited_by text not null,
    created_at text not null, expires_at text not null,
    state text not null check (state in ('pending', 'accepted', 'revoked', 'replaced')), token_nonce text,
    primary key (organization_id, invitation_id),
    foreign key (organization_id, user_id) references users (organization_id, user_id),
    foreign key (organization_id, invited_by) references users (organization_id, user_id))`,
  `create unique index invitations_pending on invitations (organization_id, user_id) where state = 'pending'`,
  `create index invitations_by_id on invitations (invitation_id)`,
  `create index invitations_by_email on invitations (email_key)`,
  `create table handovers (
    organization_id text not null, handover_id text not null,
    kind text not null check (kind in ('handover', 'switch')),
    state text not null check (state in ('asked', 'waiting', 'needs-look', 'done', 'undone', 'called-off')),
    started_by text not null, started_at text not null, done_at text, ended_by text, reasons text not null,
    from_user_id text, to_user_id text, details text not null,
    primary key (organization_id, handover_id))`,
  `create index handovers_by_from on handovers (organization_id, from_user_id)`,
  `create index handovers_by_to on handovers (organization_id, to_user_id)`,

  `create table sat_before (
    organization_id text not null, handover_id text not null, user_id text not null,
    account_id text references accounts,
    primary key (organization_id, handover_id, user_id),
    foreign key (organization_id, user_id) references users (organization_id, user_id))`,

  `create table commands (
    organization_id text not null, actor_id text not null, command_id text not null,
    arguments_hash text not null, answer text not null, decided_at text not null,
    primary key (organization_id, actor_id, command_id))`,
  `create table aliases (
    organization_id text not null references organizations, alias text not null, real_id text not null,
    primary key (organization_id, alias))`,
  `create table history (
    organization_id text not null references organizations, history_id text not null,
    seq integer not null, at text not null, actor_user_id text, action text not null, command_id text not null,
    cause text, words text,
    primary key (organization_id, history_id), unique (organization_id, seq))`,
  `create index history_by_time on history (organization_id, at, history_id)`,
  `create table history_values (
    organization_id text not null, history_id text not null, table_name text not null, row_key text not null,
    before text, after text,
    primary key (organization_id, history_id, table_name, row_key),
    foreign key (organization_id, history_id) references history (organization_id, history_id))`,
  `create table history_subjects (
    organization_id text not null, subject_id text not null, seq integer not null,
    primary key (organization_id, subject_id, seq),
    foreign key (organization_id, seq) references history (organization_id, seq))`,

  `create table jobs (
    job_id text primary key, organization_id text, kind text not null, data text not null,
    run_at text not null, attempts integer not null default 0, leased_until text,
    state text not null check (state in ('waiting', 'done', 'failed')), last_error text, created_at text not null)`,
  `create index jobs_waiting on jobs (run_at) where state = 'waiting'`,
  `create table mails (
    mail_id text primary key, address text not null, subject text not null,
    body_text text not null, body_html text not null,
    state text not null check (state in ('kept', 'example')), created_at text not null)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
