import { isNoRoom } from './writes.ts'

/**
 * For work that nobody waits for. Closing or deleting the database ends it, which is no fault; anything else is a bug or a
 * full disk: it is reported, and the next attempt may work.
 */
export function endBackground(problem: unknown): void {
  if (isNoRoom(problem)) return console.warn(problem)
  const { name } = (problem ?? {}) as { name?: unknown }
  if (name === 'DatabaseClosedError' || name === 'AbortError') return
  console.error(problem)
}
