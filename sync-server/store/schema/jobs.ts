export interface JobRow {
  job_id: string
  organization_id: string | null
  kind: string
  data: string
  run_at: string
  attempts: number
  leased_until: string | null
  state: 'waiting' | 'done' | 'failed'
  last_error: string | null
  created_at: string
}

/** Mails that were not handed to a mail server: shown on the outbox page. */
export interface MailRow {
  mail_id: string
  /** Null: no organization's, as a code is. */
  organization_id: string | null
  address: string
  subject: string
  body_text: string
  body_html: string
  /** `kept`: there is no mail server. `example`: an address that belongs to nobody. */
  state: 'kept' | 'example'
  created_at: string
}

export interface JobTables {
  jobs: JobRow
  mails: MailRow
}
