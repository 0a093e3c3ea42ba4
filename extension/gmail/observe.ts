import { ACCOUNT_ATTRIBUTE } from './account.ts'
import { readPage, type PageState } from './page-state.ts'
import { isSame } from './same.ts'
import { LEGACY_THREAD_ID, MESSAGE_ID, ROW_THREAD_ID, THREAD_ID } from './selectors.ts'

export type ObserveOptions = {
  /** Origin of the configured server, as `URL.origin` spells it. Invitations of no other origin are seen. */
  serverOrigin: string
  /** Called with the first state and then with each different one. */
  onState: (state: PageState) => void
  /** Ends everything: no call after it. */
  signal: AbortSignal
  /** Milliseconds between a change of the page and its reading. Gmail changes its page in bursts. */
  debounceMs?: number
  /** Milliseconds that a page may stay `loading` before it is called `not-recognised`. */
  patienceMs?: number
}

/** Attributes that tell what is shown, or show and hide it: all that are read here. Text comes with child nodes. */
const ATTRIBUTES = [
  'class',
  'style',
  'hidden',
  'role',
  'email',
  'name',
  'href',
  'aria-label',
  ACCOUNT_ATTRIBUTE,
  THREAD_ID,
  LEGACY_THREAD_ID,
  ROW_THREAD_ID,
  MESSAGE_ID,
]

/** Watches a Gmail page with one MutationObserver and `hashchange`, until the signal aborts. Never throws into the page. */
export function observe(document: Document, options: ObserveOptions): void {
  const { serverOrigin, onState, signal, debounceMs = 100, patienceMs = 3000 } = options
  if (signal.aborted) return
  let last: PageState | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = 0
  let loadingSince: number | undefined

  function read(): void {
    timer = undefined
    const state = withPatience(readPage(document, serverOrigin))
    if (last && isSame(last, state)) return
    last = state
    onState(state)
  }

  /** Turns a long `loading` into `not-recognised`, and looks again in case the page never changes by itself. */
  function withPatience(state: PageState): PageState {
    if (state.view.kind !== 'unreadable' || state.view.why !== 'loading') {
      loadingSince = undefined
      return state
    }
    loadingSince ??= performance.now()
    const left = loadingSince + patienceMs - performance.now()
    if (left <= 0) return { ...state, view: { kind: 'unreadable', why: 'not-recognised' } }
    schedule(left)
    return state
  }

  /** Reads in `ms` at the latest. Later changes never put a reading off: a page that never rests is still read. */
  function schedule(ms: number): void {
    const at = performance.now() + ms
    if (timer !== undefined && dueAt <= at) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(read, ms)
  }

  const onChange = () => schedule(debounceMs)
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ATTRIBUTES })
  document.defaultView?.addEventListener('hashchange', onChange, { signal })
  signal.addEventListener('abort', () => {
    observer.disconnect()
    clearTimeout(timer)
  })
  schedule(0)
}
