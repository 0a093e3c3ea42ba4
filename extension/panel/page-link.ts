import { type ReadonlySignal, signal } from '@preact/signals'
import type { PageState } from '../gmail/page-state.ts'
import { PAGE_PORT, type Watch } from '../messages.ts'
import { pageStateSchema } from './page-schema.ts'

/** What the tab beside the panel shows. `none`: no Gmail there, or none that answers. */
export type Page = { status: 'connecting' } | { status: 'none' } | { status: 'seen'; state: PageState }

export interface PageLink {
  readonly page: ReadonlySignal<Page>
  /** Looks at this tab from now on; null: at none. */
  follow(tabId: number | null): void
  /** Whose invitations to look for. */
  setServer(origin: string): void
}

const TRIES = 4
const BETWEEN_TRIES_MS = 500

/**
 * The port to the content script of one tab. It is opened from this side, so that only pages of the extension can hear what a tab shows,
 * and each hears only the tab it stands beside (MAIL-2).
 */
export function createPageLink(): PageLink {
  const page = signal<Page>({ status: 'connecting' })
  let tab: number | null = null
  let server = ''
  let port: chrome.runtime.Port | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function drop(): void {
    clearTimeout(timer)
    port?.disconnect()
    port = null
  }

  function connect(triesLeft: number): void {
    drop()
    if (tab === null || server === '') return
    // Only the tab's own document: frames inside it are not Gmail.
    const opened = chrome.tabs.connect(tab, { name: PAGE_PORT, frameId: 0 })
    port = opened
    opened.onMessage.addListener((message: unknown) => {
      const read = pageStateSchema.safeParse((message as { state?: unknown } | null)?.state)
      if (opened === port && read.success) page.value = { status: 'seen', state: read.data }
    })
    opened.onDisconnect.addListener(() => {
      // Reading it keeps Chrome from reporting "nobody is there", which is an answer like any other.
      void chrome.runtime.lastError
      if (opened !== port) return
      port = null
      // The page may just be loading, and its content script come in a moment.
      if (triesLeft > 0) timer = setTimeout(() => connect(triesLeft - 1), BETWEEN_TRIES_MS)
      else page.value = { status: 'none' }
    })
    opened.postMessage({ serverOrigin: server } satisfies Watch)
  }

  chrome.tabs.onUpdated.addListener((id, change) => {
    if (id === tab && change.status === 'complete' && port === null) connect(TRIES)
  })
  // A page that comes back from the browser's cache has lost its ports.
  addEventListener('pageshow', (event: PageTransitionEvent) => event.persisted && connect(TRIES))

  return {
    page,
    follow(tabId) {
      if (tabId === tab) return
      tab = tabId
      page.value = tabId === null ? { status: 'none' } : { status: 'connecting' }
      connect(TRIES)
    },
    setServer(origin) {
      if (origin === server) return
      server = origin
      connect(TRIES)
    },
  }
}
