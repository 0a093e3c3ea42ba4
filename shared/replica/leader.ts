/**
 * Of all tabs with this name one leads: it holds the lock, and with it the connection (DESIGN §5). When it is closed or
 * dies the next one leads. `lead` begins it and returns what ends it. Returns what gives up the wish and the lead.
 */
export function leadWhenFree(name: string, lead: () => Promise<() => Promise<void>>): () => Promise<void> {
  const controller = new AbortController()
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<void>()
  const begun = async () => {
    if (controller.signal.aborted) return
    const end = await lead()
    await givenUp
    await end()
  }
  const done = navigator.locks
    .request(name, { signal: controller.signal }, begun)
    .catch((problem: unknown) => {
      // Aborted while it waited: it never led. Anything else is a bug.
      if (!controller.signal.aborted) throw problem
    })
  return async () => {
    giveUp()
    controller.abort()
    await done
  }
}
