import { readAccount, type Account } from './account.ts'
import { readConversation, type Conversation } from './conversation.ts'
import { readRows } from './rows.ts'
import { CONVERSATION_HASH } from './selectors.ts'
import { visibleMain } from './visible.ts'

/** What a Gmail tab shows, as plain data. It comes from a page that is not ours: untrusted, every part of it. */
export type PageState = { account: Account; view: View }

export type View =
  | { kind: 'conversation'; conversation: Conversation }
  /** No conversation is open: the inbox, another list, the settings. */
  | { kind: 'list' }
  | { kind: 'unreadable'; why: Unreadable }

export type Unreadable =
  /** Gmail is still building the page. */
  | 'loading'
  /** It should long have been built: Gmail's page is not as we know it. Offer the side panel. */
  | 'not-recognised'
  /** Reading threw: a bug of ours or of the browser. Offer the side panel. */
  | 'failed'

/** Reads the whole page once. Never throws: this runs inside somebody's mail. Says `loading` wherever observe() may later say `not-recognised`. */
export function readPage(document: Document, serverOrigin: string): PageState {
  try {
    return { account: readAccount(document), view: readView(document, serverOrigin) }
  } catch {
    return { account: { known: false, reason: 'not-found' }, view: { kind: 'unreadable', why: 'failed' } }
  }
}

function readView(document: Document, serverOrigin: string): View {
  const main = visibleMain(document)
  if (!main) return { kind: 'unreadable', why: 'loading' }
  const conversation = readConversation(main, serverOrigin)
  if (conversation) return { kind: 'conversation', conversation }
  const isExpected = CONVERSATION_HASH.test(document.location.hash) && readRows(main).length === 0
  return isExpected ? { kind: 'unreadable', why: 'loading' } : { kind: 'list' }
}
