import { trustedScriptUrl } from './trusted-script-url.ts'

// Registers the service worker that opens the app without a network (SYNC-1). The build writes it as /sw.js; a
// development server has none.
const workerUrl = '/sw.js'

/**
 * Call once, when the app starts.
 * @param onUpdate called when a newer version of the app is waiting; calling `apply` switches to it and reloads the
 * page. Until then (or until all tabs are closed) this version goes on, so that nothing being typed is lost.
 */
export async function registerServiceWorker(onUpdate: (apply: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register(trustedScriptUrl(workerUrl))
  const offer = (waiting: ServiceWorker) =>
    onUpdate(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      waiting.postMessage({ type: 'SKIP_WAITING' })
    })
  // A first install has nobody to replace: then there is no controller, and nothing to offer.
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && navigator.serviceWorker.controller) offer(installing)
    })
  })
}
