export interface AccountRow {
  account_id: string
  name: string
  created_at: string
}

/** An address belongs to one account; the first one an account verified is its main one. */
export interface AccountEmailRow {
  email_key: string
  account_id: string
  email: string
  verified_at: string
}

/** A code that was mailed. The code itself follows from its id and the server's secret and stands nowhere. */
export interface CodeRow {
  code_id: string
  email_key: string
  email: string
  binding_hash: string
  created_at: string
  expires_at: string
  tries: number
  ended_at: string | null
}

export interface SessionRow {
  session_id: string
  token_hash: string
  account_id: string
  kind: 'web' | 'extension'
  label: string
  created_at: string
  last_seen_at: string
  ended_at: string | null
}

export interface TicketRow {
  ticket_hash: string
  session_id: string
  organization_id: string
  user_id: string
  expires_at: string
}

/** Who an account is at an OpenID provider. The address is the one it answered for last; it is no key (INV-2). */
export interface IdentityRow {
  issuer: string
  subject: string
  account_id: string
  email: string
  email_key: string
  created_at: string
  last_seen_at: string
}

/** A sign-in at the provider, on its way there and back (auth/openid/attempts.ts). */
export interface OpenIdAttemptRow {
  attempt_id: string
  kind: 'web' | 'extension'
  binding_hash: string | null
  challenge: string | null
  return_to: string | null
  state: 'begun' | 'taken' | 'granted'
  grant_hash: string | null
  account_id: string | null
  expires_at: string
}

export interface AccountTables {
  identities: IdentityRow
  openid_attempts: OpenIdAttemptRow
  accounts: AccountRow
  account_emails: AccountEmailRow
  codes: CodeRow
  sessions: SessionRow
  tickets: TicketRow
}
