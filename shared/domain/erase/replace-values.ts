/**
 * Replaces each of these values wherever it stands as words of its own, in whatever case, the longest first: "Ann" is not
 * replaced in "Anna". Used on sentences, where a value can't be told from the words around it by its place.
 */
export function replaceValues(
  text: string,
  values: Iterable<string>,
  instead: (value: string) => string,
): string {
  if (text === '') return text
  const mayStand = standsPerhapsIn(text)
  const found = [...new Set(values)].filter((value) => value.trim() !== '' && mayStand(value))
  if (found.length === 0) return text
  const longestFirst = found.sort((a, b) => b.length - a.length).map(escaped)
  // Whether words begin and end there is looked at apart: as a part of the expression, which is another one for each
  // sentence, it takes longer than deciding the command that the sentence is about.
  const anyOf = new RegExp(longestFirst.join('|'), 'giu')
  let done = ''
  let at = 0
  for (let match = anyOf.exec(text); match; match = anyOf.exec(text)) {
    const value = isApart(text, match.index, match[0]) ? match[0] : shorter(text, match.index, longestFirst)
    if (value === null) anyOf.lastIndex = match.index + lengthAt(text, match.index)
    else {
      done += text.slice(at, match.index) + instead(value)
      at = match.index + value.length
      anyOf.lastIndex = at
    }
  }
  return done + text.slice(at)
}

const ASCII = /^[\0-\x7f]*$/
/** The only signs beyond ASCII that are one in it when case is ignored: the long s, and the sign of the Kelvin. */
const FOLDED = /[\u017f\u212a]/g

/**
 * Leaves out, where that is sure, what does not stand in a text: making the expression takes longer than using it, and in most
 * sentences stands none of the values.
 */
function standsPerhapsIn(text: string): (value: string) => boolean {
  if (!ASCII.test(text)) return () => true
  const lower = text.toLowerCase()
  return (value) =>
    lower.includes(value.replace(FOLDED, (sign) => (sign === '\u017f' ? 's' : 'k')).toLowerCase())
}

/** The longest one here that stands as words of its own; null for none. */
function shorter(text: string, at: number, longestFirst: readonly string[]): string | null {
  for (const one of longestFirst) {
    const here = new RegExp(one, 'iuy')
    here.lastIndex = at
    const match = here.exec(text)
    if (match && isApart(text, at, match[0])) return match[0]
  }
  return null
}

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u

const isApart = (text: string, at: number, value: string): boolean =>
  !ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at)) &&
  !BEGINS_WITH_WORD.test(text.slice(at + value.length, at + value.length + 2))

/** One character may be two units long. */
const lengthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
