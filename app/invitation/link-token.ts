/**
 * The token of an invitation's link stands in the fragment, which no server and no mail scanner gets (INV-4). It is taken
 * out of the address bar at once, so that a shared screen or a copied address does not give it away; it stays in this
 * tab's memory until the invitation is dealt with, so that signing in and reloading do not lose it.
 */
export function takeToken(window: Window, invitationId: string): string | null {
  const key = `handover.token.${invitationId}`
  const inFragment = window.location.hash.slice(1)
  if (inFragment) {
    keep(window, key, inFragment)
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', pathname + search)
    return inFragment
  }
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

export function dropToken(window: Window, invitationId: string): void {
  try {
    window.sessionStorage.removeItem(`handover.token.${invitationId}`)
  } catch {
    // Nothing was kept.
  }
}

function keep(window: Window, key: string, token: string): void {
  try {
    window.sessionStorage.setItem(key, token)
  } catch {
    // Then a reload needs the link again.
  }
}
