import type { RefusedEditRow } from '../database.ts'

/** Said of edits that were not saved when the right to their document went. */
export const NO_ACCESS = 'no-access'

export const NOT_AMONG_YOURS = {
  code: 'not-among-yours',
  message:
    'Your access was changed, and this is not among the items you see now. Copy what you wrote, or ask an Admin.',
}
export const NOT_HERE_YET = {
  code: 'not-here-yet',
  message: 'The items that you see now are still coming to this device. Send it again when they are here.',
}

const NEVER_SENT: ReadonlySet<string> = new Set([NO_ACCESS, NOT_AMONG_YOURS.code, NOT_HERE_YET.code])

/** Did the right to its document go before it was saved, and nothing be done about it since? No server has judged it. */
export const isUnjudged = ({ code }: Pick<RefusedEditRow, 'code'>): boolean => NEVER_SENT.has(code)

/** Ids of refused edits have the number they had. */
export const numberIn = ({ id }: Pick<RefusedEditRow, 'id'>): number => Number(id.slice(id.indexOf('-') + 1))

/** In the order in which they were made. */
export const byNumber = (a: Pick<RefusedEditRow, 'id'>, b: Pick<RefusedEditRow, 'id'>): number =>
  numberIn(a) - numberIn(b)
