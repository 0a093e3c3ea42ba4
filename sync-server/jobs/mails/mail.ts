/** A list with its heading. */
export interface MailSection {
  heading: string
  list: string[]
}

/** A mail in words, before it is laid out. Texts hold names and addresses as people typed them; the layout escapes. */
export interface MailWords {
  subject: string
  /** Large, on its own: an 8-digit code. */
  code?: string
  paragraphs: string[]
  /** Lines of a list, after the paragraphs. */
  list?: string[]
  /** Further lists, each with a heading. */
  sections?: MailSection[]
  button?: { label: string; url: string }
  /** The person it comes from, who answers when somebody writes back. */
  replyTo?: { name: string; address: string }
  /** Small, at the end: why this came, and what if it was not meant for the reader. */
  footer: string
}
