/**
 * Replaces each of these values wherever it stands as words of its own, in whatever case, the longest first: "Ann" is not
 * replaced in "Anna". Used on sentences, where a value can't be told from the words around it by its place.
 */
export function replaceValues(
  text: string,
  values: Iterable<string>,
  instead: (value: string) => string,
): string {
  const found = [...new Set(values)].filter((value) => value.trim() !== '')
  if (found.length === 0 || text === '') return text
  const longestFirst = found.sort((a, b) => b.length - a.length).map(escaped)
  const anyOf = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return text.replace(anyOf, (value) => instead(value))
}

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
