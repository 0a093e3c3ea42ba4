/** What was answered to a command, so that sending it again answers the same. */
export interface CommandRow {
  organization_id: string
  actor_id: string
  command_id: string
  arguments_hash: string
  answer: string
  decided_at: string
}

/** An id from a device that became another one when its command was merged with an earlier one (INV-8). */
export interface AliasRow {
  organization_id: string
  alias: string
  real_id: string
}

/** One entry for each accepted command, append-only (AUD-1). In `words` tokens stand for names and addresses. */
export interface HistoryRow {
  organization_id: string
  history_id: string
  seq: number
  at: string
  actor_user_id: string | null
  action: string
  command_id: string
  cause: string | null
  words: string | null
}

/** One changed row of an entry, with tokens in place of personal values (personal/token.ts). */
export interface HistoryValueRow {
  organization_id: string
  history_id: string
  table_name: string
  row_key: string
  before: string | null
  after: string | null
}

/** What a token of the history stands for. Erasing a person deletes theirs (LIFE-6). */
export interface PersonalValueRow {
  organization_id: string
  user_id: string
  number: number
  /** `name`, `email` (any, also former ones), or another field of the user. */
  field: string
  value: string
}

/** Ids an entry is about: for filters, and for who may see it. */
export interface HistorySubjectRow {
  organization_id: string
  subject_id: string
  seq: number
}

/** An invitation that was mailed within the last day (decide/invitation-limits.ts). */
export interface InvitationMailRow {
  organization_id: string
  email_key: string
  invited_by: string
  at: string
}

export interface LogTables {
  invitation_mails: InvitationMailRow
  commands: CommandRow
  aliases: AliasRow
  history: HistoryRow
  history_values: HistoryValueRow
  history_subjects: HistorySubjectRow
  personal_values: PersonalValueRow
}
