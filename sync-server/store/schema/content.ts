export interface DocumentRow {
  organization_id: string
  name: string
  snapshot: Uint8Array | null
  snapshot_seq: number
  /** Grows when the document is replaced by one with another past. */
  epoch: number
  /** 1: somebody's own copy, of which not all is written yet. */
  unfinished: number
}

export interface DocumentUpdateRow {
  organization_id: string
  name: string
  seq: number
  data: Uint8Array
}

/** Of a content document, when it was last stored whole. */
export interface DocumentWearRow {
  organization_id: string
  name: string
  /** Values that it holds, and what is kept of values that were overwritten or deleted. */
  live: number
  past: number
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

/** What had arrived under a client id when its epoch ended, so that what is said again is known. */
export interface EndedClientRow {
  organization_id: string
  document: string
  client_id: number
  user_id: string
  /** The next clock then: all below it had arrived. */
  clock: number
  ended_at: string
}

/** An update that the guard let through and that then did something else than predicted: kept for whoever mends the guard. */
export interface QuarantinedUpdateRow {
  organization_id: string
  id: string
  document: string
  user_id: string
  at: string
  problem: string
  data: Uint8Array
}

/** A change that waited on a device when it came back after its user's access had ended (LIFE-10). */
export interface QuarantineRow {
  organization_id: string
  /** Made on the device, so that what is given twice is there once. */
  id: string
  user_id: string
  /** "Chrome on Linux" */
  device: string
  arrived_at: string
  made_at: string
  /** Of all of this user's, in the order in which they were made. */
  position: number
  /** JSON: `{ type, args }`, as the person would have sent it. */
  command: string
  bytes: number
  /** An Admin discarded it; until it goes with the others that can be taken back. */
  discarded_at: string | null
}

/** One row: which line of history this database belongs to, and how far it had come when it was last noted elsewhere. */
export interface LineageRow {
  id: string
  mark: number
}

export interface ContentHistoryRow {
  id: string
  organization_id: string
  at: string
  user_id: string | null
  folder_id: string
  document: string
  record_id: string
  /** Null: the record was created; PURGED: it was deleted for good. */
  field: string | null
  before: string | null
  after: string | null
  /** The user whose change it was, when somebody else carried it out for them. */
  cause: string | null
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

/** A record in the bin, and since when it is kept there: the later of what its device said and when the server heard. */
export interface BinnedRecordRow {
  organization_id: string
  folder_id: string
  record_id: string
  document: string
  binned_at: string
}

/** What turns ids of records into those that people know who read copies of their own: 16 bytes, base64url. */
export interface VeilKeyRow {
  organization_id: string
  key: string
}

/** A folder that was written before the tables above existed and is not in them yet. */
export interface FolderToIndexRow {
  organization_id: string
  folder_id: string
}

export interface ContentTables {
  email_values: EmailValueRow
  due_tasks: DueTaskRow
  binned_records: BinnedRecordRow
  folders_to_index: FolderToIndexRow
  veil_keys: VeilKeyRow
  documents: DocumentRow
  document_updates: DocumentUpdateRow
  document_wear: DocumentWearRow
  item_counts: ItemCountRow
  client_owners: ClientOwnerRow
  ended_clients: EndedClientRow
  quarantined_updates: QuarantinedUpdateRow
  quarantine: QuarantineRow
  lineage: LineageRow
  content_history: ContentHistoryRow
  notices: NoticeRow
}
