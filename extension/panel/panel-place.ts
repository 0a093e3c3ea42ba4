import type { PageLink } from './page-link.ts'

/**
 * Where this panel stands. `frame`: beside Gmail, in its page · `window`: in a window of its own, opened from a panel ·
 * `side`: in the browser's side panel.
 */
export type PanelPlace = { kind: 'frame' } | { kind: 'window'; tabId: number } | { kind: 'side' }

/** Only a window of its own says in its address which tab it belongs to: the address of a frame is written by Gmail's page. */
export function panelPlace(window: Window): PanelPlace {
  if (window.top !== window) return { kind: 'frame' }
  const tabId = Number(new URLSearchParams(window.location.search).get('tab') ?? Number.NaN)
  return Number.isInteger(tabId) ? { kind: 'window', tabId } : { kind: 'side' }
}

/** Follows the right tab: the one the frame or window belongs to, or in the side panel whichever is in front. */
export async function followTab(place: PanelPlace, link: PageLink): Promise<void> {
  if (place.kind === 'window') return link.follow(place.tabId)
  if (place.kind === 'frame') return link.follow((await chrome.tabs.getCurrent())?.id ?? null)
  const { id: windowId } = await chrome.windows.getCurrent()
  const front = async () => {
    const [tab] = await chrome.tabs.query({ active: true, windowId })
    link.follow(tab?.id ?? null)
  }
  chrome.tabs.onActivated.addListener((tab) => {
    if (tab.windowId === windowId) link.follow(tab.tabId)
  })
  await front()
}
