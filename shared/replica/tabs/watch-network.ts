/** Calls back when the network comes and goes, or somebody looks at the page again; where there is no page, never. */
export function whenItChanges(back: () => void, gone: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined
  const controller = new AbortController()
  window.addEventListener('online', back, controller)
  window.addEventListener('offline', gone, controller)
  document.addEventListener('visibilitychange', back, controller)
  return () => controller.abort()
}
