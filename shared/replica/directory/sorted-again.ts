/**
 * The rows of `now` in order, given the same list as it was in order `before`: what is the same object stays where it
 * stands, and only the others are compared. The same list again when nothing changed. Never changes a list.
 */
export function sortedAgain<R>(
  before: readonly R[],
  now: readonly R[],
  compare: (a: R, b: R) => number,
): readonly R[] {
  const wanted = new Set(now)
  const kept = before.filter((row) => wanted.delete(row))
  if (wanted.size === 0) return kept.length === before.length ? before : kept
  const fresh = [...wanted].sort(compare)
  if (kept.length === 0) return fresh
  const merged: R[] = []
  let from = 0
  for (const row of fresh) {
    const at = placeOf(row, kept, from, compare)
    for (; from < at; from++) merged.push(kept[from] as R)
    merged.push(row)
  }
  for (; from < kept.length; from++) merged.push(kept[from] as R)
  return merged
}

/** Behind all that come before it or are equal. */
function placeOf<R>(row: R, sorted: readonly R[], from: number, compare: (a: R, b: R) => number): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle] as R, row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
