import { vi } from 'vitest'

/** Asks until nothing throws any more, for as long as a busy machine may need. vitest's own `vi.waitFor` gives up after a second. */
export const waitFor = <T>(ask: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(ask, { timeout: 60_000, interval: 10 })
