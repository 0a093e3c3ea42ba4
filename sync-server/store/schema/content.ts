export interface DocumentRow {
  organization_id: string
  name: string
  snapshot: Uint8Array | null
  snapshot_seq: number
}

export interface DocumentUpdateRow {
  organization_id: string
  name: string
  seq: number
  data: Uint8Array
}

export interface ItemCountRow {
  organization_id: string
  portfolio_id: string
  folder_id: string
  open: number
  all_items: number
}

export interface ClientOwnerRow {
  organization_id: string
  document: string
  client_id: number
  user_id: string
}

export interface ContentHistoryRow {
  id: string
  organization_id: string
  at: string
  user_id: string | null
  folder_id: string
  document: string
  record_id: string
  /** Null: the record was created. */
  field: string | null
  before: string | null
  after: string | null
}

export interface NoticeRow {
  id: string
  organization_id: string
  user_id: string
  data: string
}

/** An address in an email field of a record that is not in the bin. */
export interface EmailValueRow {
  organization_id: string
  folder_id: string
  record_id: string
  field: string
  email_key: string
}

/** An open task with a day (YYYY-MM-DD). */
export interface DueTaskRow {
  organization_id: string
  folder_id: string
  record_id: string
  portfolio_id: string
  due: string
  title: string
}

/** A folder that was written before the two tables above existed and is not in them yet. */
export interface FolderToIndexRow {
  organization_id: string
  folder_id: string
}

export interface ContentTables {
  email_values: EmailValueRow
  due_tasks: DueTaskRow
  folders_to_index: FolderToIndexRow
  documents: DocumentRow
  document_updates: DocumentUpdateRow
  item_counts: ItemCountRow
  client_owners: ClientOwnerRow
  content_history: ContentHistoryRow
  notices: NoticeRow
}
