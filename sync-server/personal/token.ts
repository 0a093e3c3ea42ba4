/**
 * What stands in the history in place of a personal value: whose, and which of theirs. The value itself lies in
 * `personal_values`, alone, and can be erased there while the entry stays as it was written (AUD-1, LIFE-6).
 */
export const tokenOf = (userId: string, number: number): string => `⟦${userId} ${number}⟧`

const TOKEN = /⟦(usr_[A-Za-z0-9_-]{16,40}) (\d{1,9})⟧/g

/** Each token once for each place, as user and number. */
export const tokensIn = (text: string): { userId: string; number: number }[] =>
  [...text.matchAll(TOKEN)].map(([, userId = '', number]) => ({ userId, number: Number(number) }))

export const replaceTokens = (text: string, valueOf: (userId: string, number: number) => string): string =>
  text.replace(TOKEN, (_, userId: string, number: string) => valueOf(userId, Number(number)))

/** Changes what stands between the tokens and leaves them alone. */
export function betweenTokens(text: string, change: (part: string) => string): string {
  let done = ''
  let at = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    done += change(text.slice(at, index)) + token
    at = index + token.length
  }
  return done + change(text.slice(at))
}
