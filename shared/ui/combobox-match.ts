export type ComboboxOption = {
  id: string
  label: string
  /** Second line: an address, "4 folders". Searched as well. */
  detail?: string
  /** Searched but not shown: a former name, a user name. */
  keywords?: string
  /** Why it can't be chosen; shown instead of the detail (ROLE-11). */
  reason?: string | undefined
}

/** Lower case without accents, so that "müller" is found by "mull". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en').trim()
}

/**
 * The options that hold every word of the query, the ones whose label begins with it first; otherwise in the given order.
 * `limit` bounds what is drawn; `total` says how many match.
 */
export function matchOptions<O extends ComboboxOption>(
  options: readonly O[],
  query: string,
  limit: number,
): { shown: O[]; total: number } {
  const wanted = folded(query)
  if (!wanted) return { shown: options.slice(0, limit), total: options.length }
  const words = wanted.split(/\s+/)
  const first: O[] = []
  const rest: O[] = []
  for (const option of options) {
    const label = folded(option.label)
    const text = `${label} ${folded(option.detail ?? '')} ${folded(option.keywords ?? '')}`
    if (!words.every((word) => text.includes(word))) continue
    ;(label.startsWith(wanted) ? first : rest).push(option)
  }
  return { shown: [...first, ...rest].slice(0, limit), total: first.length + rest.length }
}
