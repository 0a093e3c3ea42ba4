import type { Generated } from 'kysely'

export interface OrganizationRow {
  organization_id: string
  name: string
  address: Generated<string>
  time_zone: string
  currency: string
  owner_user_id: string
  owners_add_seats: number
  seat_price: number
  seat_limit: number | null
  billing_name: Generated<string>
  billing_email: Generated<string>
  deletes_at: string | null
  deletion_asked_by: string | null
  owner_claimed_by: string | null
  owner_claim_at: string | null
  created_at: string
  /** Of the subscription, `YYYY-MM-DD`; null: it was not cancelled. */
  last_day: string | null
  cancelled_by: string | null
  cancelled_at: string | null
  /** JSON; null: none. */
  recognised_domains: string | null
  employee_folder_id: string | null
  employee_portfolio_id: string | null
  /** 0 or 1. */
  employees_on: Generated<number>
}

/** Which record of which folder is a user's, and what was last written there (`employees/employee-record.ts`). */
export interface EmployeeRecordRow {
  organization_id: string
  folder_id: string
  user_id: string
  record_id: string
  /** JSON. */
  kept: string
}

export interface UserRow {
  organization_id: string
  user_id: string
  name: string
  user_name: string | null
  number: string | null
  position: string | null
  user_name_key: string | null
  former_names: string
  phone: string | null
  postal_address: string | null
  currency: string | null
  photo: string | null
  muted: string
  put_out: string
  /** 0 or 1. */
  shared: number
  email: string
  email_key: string
  formerly: string
  role: string
  state: string
  created_at: string
  joined_at: string | null
  left_at: string | null
  last_active_at: string | null
  /** The account that sits in the user; in no document and no domain row. */
  account_id: string | null
}

export interface WorkspaceRow {
  organization_id: string
  workspace_id: string
  name: string
  created_at: string
  archived_at: string | null
}

export interface MembershipRow {
  organization_id: string
  workspace_id: string
  user_id: string
  level: string
  restrictions: string
}

export interface FolderRow {
  organization_id: string
  folder_id: string
  workspace_id: string
  name: string
  kind: string
  fields: string
  stage: string | null
  created_at: string
  archived_at: string | null
}

export interface PortfolioRow {
  organization_id: string
  portfolio_id: string
  workspace_id: string
  home_of: string | null
  origin: string | null
  label: string
  holdings: string
  /** The last holding's holder, derived, so that it can be asked for. */
  holder: string | null
}

/** Whoever holds, held or first had a portfolio: their names stay known in its workspace. Derived. */
export interface PortfolioPersonRow {
  organization_id: string
  portfolio_id: string
  workspace_id: string
  user_id: string
}

export interface InvitationRow {
  organization_id: string
  invitation_id: string
  user_id: string
  purpose: string
  handover_id: string | null
  email: string
  email_key: string
  invited_by: string
  created_at: string
  expires_at: string
  state: string
  /** Made anew with each mail; the link's token follows from it and the server's secret (auth/secret.ts). */
  token_nonce: string | null
}

export interface HandoverRow {
  organization_id: string
  handover_id: string
  kind: string
  state: string
  started_by: string
  started_at: string
  done_at: string | null
  ended_by: string | null
  reasons: string
  /** Whose items, or who switches; derived from `details`. */
  from_user_id: string | null
  /** The receiver; derived. */
  to_user_id: string | null
  /** What only this kind has: JSON. */
  details: string
}

/** The account that sat in a user before a switch, so that undoing it brings the account back (HAND-22). */
export interface SatBeforeRow {
  organization_id: string
  handover_id: string
  user_id: string
  account_id: string | null
}

/** An address that somebody had before; derived from `formerly`, so that it can be asked for. */
export interface FormerAddressRow {
  organization_id: string
  user_id: string
  email_key: string
}

/** Uses of a former address of one kind (`AddressUseKind`): how many, and the last one (HAND-23). */
export interface AddressUseRow {
  organization_id: string
  email_key: string
  kind: string
  uses: number
  last_at: string
}

/** What an Admin decided, or has to decide, about how somebody signs in. */
export interface SignInRow {
  organization_id: string
  user_id: string
  codes_allowed: number
  /** JSON of the open claim, or null. */
  claim: string | null
}

/** Whose claim it is; in no document and no domain row (INV-11). */
export interface IdentityClaimRow {
  organization_id: string
  claim_id: string
  user_id: string
  issuer: string
  subject: string
  email: string
  name: string
  created_at: string
  /** Somebody else, an Admin said. */
  dismissed_at: string | null
}

/** What somebody asks others to do, who may (ROLE-15). */
export interface RequestRow {
  organization_id: string
  request_id: string
  by_user_id: string
  /** JSON of ids. */
  to_user_ids: string
  /** JSON of type and arguments. */
  command: string
  state: string
  made_at: string
  until: string
  answered_by: string | null
  answered_at: string | null
  word: string
}

/** A small JPEG, base64. */
export interface PhotoRow {
  organization_id: string
  photo_id: string
  user_id: string
  image: string
}

/** Written before documents told each reader a part; taken off the list when it is written again. */
export interface HandoverToNarrowRow {
  organization_id: string
  handover_id: string
}

export interface DirectoryTables {
  employee_records: EmployeeRecordRow
  requests: RequestRow
  handovers_to_narrow: HandoverToNarrowRow
  sign_ins: SignInRow
  identity_claims: IdentityClaimRow
  former_addresses: FormerAddressRow
  address_uses: AddressUseRow
  photos: PhotoRow
  sat_before: SatBeforeRow
  organizations: OrganizationRow
  users: UserRow
  workspaces: WorkspaceRow
  memberships: MembershipRow
  folders: FolderRow
  portfolios: PortfolioRow
  portfolio_people: PortfolioPersonRow
  invitations: InvitationRow
  handovers: HandoverRow
}
