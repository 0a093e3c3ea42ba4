/** Refusals for lack of right: somebody else may. Everything else nobody could do as it stands. */
const FOR_LACK_OF_RIGHT = new Set(['not-allowed', 'not-yourself', 'hidden'])

/** Would it help to ask somebody who may (ROLE-15)? */
export const isAskable = ({ code }: { code: string }): boolean => FOR_LACK_OF_RIGHT.has(code)

/** What only the account owner does is nobody else's to confirm, and who is blocked confirms nothing. */
const NOT_THEIRS = new Set([...FOR_LACK_OF_RIGHT, 'not-active', 'account-owner', 'owner-waits'])

/** Might this person do it? What stands against it beside the right is not told to the asker, but to whoever looks at it. */
export const mightDo = (decision: { status: 'accepted' } | { status: 'refused'; code: string }): boolean =>
  decision.status === 'accepted' || !NOT_THEIRS.has(decision.code)

/** Nobody asks to be asked. A new record goes among one's own items, where everybody who works there may put it. */
export const isForRequest = (type: string): boolean => !/^(request\.|record\.create$)/.test(type)
