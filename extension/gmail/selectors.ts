/**
 * Every place of Gmail's page that Handover looks at, with what is known about it. When Gmail changes, this is the file to change.
 *
 * Where the facts come from: the public sources of other Gmail extensions and their dated repairs, collected in 2025. "since 2015" means
 * that no breakage of it is known after that year. NOTHING here was checked against the live Gmail; the tests run on a stand-in
 * (tests/gmail) that was built from the same facts.
 *
 * Not used on purpose: root classes of the conversation, toolbars and the structure of Gmail's own side panel (changed 2018, 2022, 2023, 2024).
 */

/** ARIA landmark of the main area. There are several; only the visible one counts. Since 2015. */
export const MAIN = '[role="main"]'

/** Heading of an open conversation, with both of its ids. Class since 2015, data attributes since 2018. */
export const THREAD_HEADING = 'h2.hP'
/** "thread-f:1790…" (some places write it with a leading "#"). Since 2018. */
export const THREAD_ID = 'data-thread-perm-id'
/** 16 hexadecimal digits, the id of Gmail's API. Since 2018. */
export const LEGACY_THREAD_ID = 'data-legacy-thread-id'

/** One message of a conversation, collapsed or not. Since 2015. */
export const MESSAGE_ITEM = '[role="list"] > [role="listitem"]'
/** The element of a message with its id: `div.adn` when open, `div.adf` when collapsed to its snippet. Since 2018. */
export const MESSAGE = '[data-message-id]'
export const MESSAGE_ID = 'data-message-id'
/** The body of a message. Everything inside was written by the sender. Class since 2015. */
export const BODY = '.a3s'

/** Sender in a message's header: `span.gD[email][name]`, in a collapsed one `td.gF span[email]`. Since 2015. */
export const SENDER = 'span.gD[email], td.gF span[email]'
/** The line "to …, cc …" in a message's header; its people are `span.g2[email]`, or plain `span[email]`. Since 2015. */
export const RECIPIENTS = '.hb'
export const PERSON = 'span[email]'

/** A row of the inbox and of every other list. Since 2015. */
export const ROW = 'tr.zA'
/** Carries both ids of the row's conversation. Since 2018. */
export const ROW_THREAD = 'span[data-thread-id]'
export const ROW_THREAD_ID = 'data-thread-id'

/** The account button's link, with an aria-label "Google Account: Anna Berg (anna@…)", localized. Since 2015. */
export const ACCOUNT_LINK = 'a[href*="SignOutOptions"]'

/** Where the page's own variable with the account's address lies: GLOBALS[10]. Since 2015. */
export const GLOBALS_ACCOUNT_INDEX = 10

/**
 * Path of a delegated mailbox: /mail/b/… (old), /mail/u/0/d/… (now). From memory of Gmail's addresses, not from a dated source;
 * a wrong guess costs only that the panel says "cannot tell".
 */
export const DELEGATED_PATH = /^\/mail\/(b\/|u\/\d+\/d\/)/

/**
 * Last part of the hash when a conversation is open: "#inbox/FMfcgz…" (letters, since 2018) or "#inbox/18c2…" (legacy id). A label may look
 * the same, so it only means "a conversation is expected here" while no row is shown.
 */
export const CONVERSATION_HASH = /\/(?:[A-Za-z]{24,}|[0-9a-f]{16})(?:\?.*)?$/
