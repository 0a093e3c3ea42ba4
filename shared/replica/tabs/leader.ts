/**
 * Of all tabs with this name one leads: it holds the lock, and with it the connection (DESIGN §5). When it is closed or
 * dies the next one leads. `lead` begins it and returns what ends it; `tookOver`: another tab led before, while this one
 * was open. Returns what gives up the wish and the lead.
 */
export function leadWhenFree(
  name: string,
  lead: (tookOver: boolean) => Promise<() => Promise<void>>,
): () => Promise<void> {
  const controller = new AbortController()
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<void>()
  const begin = async (tookOver: boolean) => {
    if (controller.signal.aborted) return
    const end = await lead(tookOver)
    await givenUp
    await end()
  }
  const ask = async () => {
    const isFree = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await begin(false)
      return lock !== null
    })
    if (isFree) return
    await navigator.locks.request(name, { signal: controller.signal }, () => begin(true))
  }
  const done = ask().catch((problem: unknown) => {
    // Aborted while it waited: it never led. Anything else is a bug.
    if (!controller.signal.aborted) throw problem
  })
  return async () => {
    giveUp()
    controller.abort()
    await done
  }
}
