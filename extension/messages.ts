import type { PageState } from './gmail/page-state.ts'

/**
 * What the content script and the extension's pages say to each other, over runtime ports and messages that no web page can open or hear
 * (never window.postMessage). No secret is among it: a content script lives in a process with Gmail's page.
 */

/** A panel opens this port to the content script of the tab it stands beside. */
export const PAGE_PORT = 'gmail-page'

/** Panel → content script, as often as the server changes: watch, and look for invitations of this origin. */
export type Watch = { serverOrigin: string }
/** Content script → panel. */
export type Seen = { state: PageState }

/** Content script → background, which keeps it: a content script has no storage of the extension's own. */
export type FoldMessage = { fold: 'ask' } | { fold: 'set'; folded: boolean }
export type FoldAnswer = { folded: boolean }

/** Panel → background: something waits, or waits no more, so the toolbar's button has to say something else. */
export type LookMessage = { look: true }

/** Says so; a worker that does not answer finds it out at its next alarm. */
export const tellWorker = (): void =>
  void chrome.runtime.sendMessage<LookMessage>({ look: true }).catch(() => undefined)
