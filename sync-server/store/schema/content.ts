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

export interface ContentTables {
  documents: DocumentRow
  document_updates: DocumentUpdateRow
  item_counts: ItemCountRow
  client_owners: ClientOwnerRow
  content_history: ContentHistoryRow
  notices: NoticeRow
}
