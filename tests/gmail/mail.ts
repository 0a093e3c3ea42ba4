/** What goes into the stand-in: mail as data. Nothing in here knows the page. */
export type Person = { email: string; name: string }

export type Mail = {
  from: Person
  to: Person[]
  cc?: Person[]
  subject: string
  /** The sender's HTML, untrusted. The page cleans it as Gmail would. */
  html?: string
  text?: string
  date?: Date
}

export type Thread = {
  messages: Mail[]
  isUnread?: boolean
  isStarred?: boolean
}

export type Account = Person & {
  language?: 'en' | 'de'
  /** `right`: the list and the conversation stand side by side, in one main area. */
  pane?: 'none' | 'right'
  threads?: Thread[]
}

/** As the page gets it: with the ids that Gmail's page shows, and dates as milliseconds since 1970. */
export type StoredMessage = {
  /** "msg-f:1790…" */
  id: string
  /** 16 hexadecimal digits */
  legacyId: string
  from: Person
  to: Person[]
  cc: Person[]
  html?: string
  text: string
  date: number
}

export type StoredThread = {
  /** "thread-f:1790…" */
  id: string
  legacyId: string
  /** The part of the address after "#inbox/". */
  hash: string
  subject: string
  messages: StoredMessage[]
  isUnread: boolean
  isStarred: boolean
}

/** What the page of one account is drawn from. */
export type MailboxView = {
  account: Person
  language: 'en' | 'de'
  pane: 'none' | 'right'
  /** Newest first. */
  threads: StoredThread[]
}
