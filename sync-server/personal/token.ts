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

/**
 * The same value with no text in it that could be read as a token. What people type goes through this before it comes to
 * the history, or whoever names a folder like somebody's token would read the value it stands for.
 */
export function withoutTokens<T>(value: T): T {
  const json = JSON.stringify(value) as string | undefined
  return json?.includes('⟦') ? (JSON.parse(json.replaceAll('⟦', '[')) as T) : value
}
