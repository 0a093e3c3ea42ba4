interface Titled {
  id: string
  titleKey: string
}

/** The order of titles, and of ids where they are the same. */
export const inTitleOrder = (a: Titled, b: Titled): number =>
  a.titleKey === b.titleKey ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.titleKey < b.titleKey ? -1 : 1

const FEW = 1_000
/** A number holds 53 bits without loss: four characters of eight and the place in the list. */
const PLACES = 2 ** 20

/**
 * The same in the order of `inTitleOrder`, in a new list. Comparing strings is most of what sorting a large list costs, and
 * titles often begin alike; so the first four characters in which they differ are sorted as numbers, and strings are compared
 * only where those are the same.
 */
export function sortByTitle<T extends Titled>(entries: readonly T[]): T[] {
  if (entries.length < FEW || entries.length > PLACES) return entries.toSorted(inTitleOrder)
  const from = commonPrefix(entries)
  const numbers = new Float64Array(entries.length)
  for (const [place, { titleKey }] of entries.entries()) {
    numbers[place] = charactersAt(titleKey, from) * PLACES + place
  }
  numbers.sort()
  const sorted: T[] = []
  let alike: T[] = []
  let last = -1
  for (const number of numbers) {
    const characters = Math.floor(number / PLACES)
    if (characters !== last) take(sorted, alike)
    if (characters !== last) alike = []
    last = characters
    alike.push(entries[number - characters * PLACES] as T)
  }
  take(sorted, alike)
  return sorted
}

function take<T extends Titled>(sorted: T[], alike: T[]): void {
  if (alike.length > 1) alike.sort(inTitleOrder)
  for (const entry of alike) sorted.push(entry)
}

const LAST = 255

/** Four characters as a number of 32 bits. Those from the 254th on are the same, and what follows one of them does not count. */
function charactersAt(text: string, from: number): number {
  let number = 0
  let isOpen = true
  for (let i = from; i < from + 4; i++) {
    const character = text.charCodeAt(i)
    // The end of the text, which comes first, is NaN.
    const rank: number = isOpen && character >= 0 ? Math.min(character + 1, LAST) : 0
    isOpen &&= rank < LAST
    number = number * 256 + rank
  }
  return number
}

function commonPrefix(entries: readonly Titled[]): number {
  const first = entries[0]?.titleKey ?? ''
  let length = first.length
  for (const { titleKey } of entries) {
    let i = 0
    while (i < length && titleKey.charCodeAt(i) === first.charCodeAt(i)) i++
    length = i
  }
  return length
}
