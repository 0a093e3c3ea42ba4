import { setTimeout as pause } from 'node:timers/promises'

/** Asks until there is an answer, for at most a minute; then fails saying what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await pause(25)
  }
}
