/**
 * Rows of which only some are in memory: for lists read from a database piece by piece. Keep it one object as long as its rows
 * are the same: useMemo, with what changes it.
 */
export type RowWindow<R> = {
  count: number
  /** `undefined` while the row is not loaded; it shows as grey lines. */
  at: (index: number) => R | undefined
  /** First and last index in view; load them and some around. Keep it the same function between renders. */
  onVisible?: (first: number, last: number) => void
}

export type RowSource<R> = readonly R[] | RowWindow<R>

export function isWindow<R>(rows: RowSource<R>): rows is RowWindow<R> {
  return 'count' in rows
}
