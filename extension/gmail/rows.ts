import { readAddress } from './address.ts'
import { readId } from './conversation.ts'
import { LEGACY_THREAD_ID, PERSON, ROW, ROW_THREAD, ROW_THREAD_ID } from './selectors.ts'
import { isInBody, isVisible } from './visible.ts'

/** One line of the inbox or of another list. */
export type Row = { threadId: string; legacyThreadId: string; senders: string[] }

/** The rows on screen in this main area. Rows without a conversation's id (an advertisement, a future kind) are left out. */
export function readRows(main: Element): Row[] {
  return [...main.querySelectorAll(ROW)]
    .filter((row) => !isInBody(row) && isVisible(row))
    .flatMap((row) => {
      const thread = row.querySelector(ROW_THREAD)
      const threadId = thread && readId(thread, ROW_THREAD_ID)
      if (!threadId) return []
      const senders = [...row.querySelectorAll(PERSON)].flatMap(
        (span) => readAddress(span.getAttribute('email')) ?? [],
      )
      return [
        { threadId, legacyThreadId: readId(thread, LEGACY_THREAD_ID) ?? '', senders: [...new Set(senders)] },
      ]
    })
}
