import { BESIDE_FROM, PANEL_WIDTH } from './mount-style.ts'
import { visibleMain } from './visible.ts'

/** Where Gmail's page stands to the panel: made narrower beside it, or under it. `unknown`: nothing to measure yet, ask again later. */
export type Aside = 'beside' | 'under' | 'unknown'

const MARK = 'data-handover-aside'
const RULE = `@media (width >= ${BESIDE_FROM}px) { html[${MARK}] > body { margin-right: ${PANEL_WIDTH}px !important; } }`

/**
 * Narrows Gmail's page by the panel's width if Gmail follows. How Gmail lays out its page is not among the things we rely on, so it is tried
 * and measured: when the main area still reaches under the panel, the margin is taken back and the panel lies over the page.
 */
export function createAside(document: Document) {
  // A sheet of our own and not body.style: Gmail writes that attribute itself.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(RULE)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const root = document.documentElement
  let hasRefused = false

  function mark(isAside: boolean): void {
    if (root.hasAttribute(MARK) === isAside) return
    root.toggleAttribute(MARK, isAside)
    // Gmail computes heights and widths in script when the window changes.
    document.defaultView?.dispatchEvent(new Event('resize'))
  }

  return {
    /** Tries once, measures after the next frame. A page that did not follow is not asked again. */
    async move(): Promise<Aside> {
      const view = document.defaultView
      if (!view || hasRefused || view.innerWidth < BESIDE_FROM) return 'under'
      if (root.hasAttribute(MARK)) return 'beside'
      if (!visibleMain(document)) return 'unknown'
      mark(true)
      await nextFrame(view)
      if (!root.hasAttribute(MARK)) return 'under'
      const main = visibleMain(document)
      const isClear =
        main === undefined || main.getBoundingClientRect().right <= view.innerWidth - PANEL_WIDTH + 1
      if (isClear && root.scrollWidth <= view.innerWidth) return 'beside'
      hasRefused = true
      mark(false)
      return 'under'
    },
    /** Gives Gmail its full width back. */
    back: () => mark(false),
    remove(): void {
      mark(false)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    },
  }
}

function nextFrame(view: Window): Promise<void> {
  // Two, because the first may be under way already. A tab in the background has no frames, hence the timer.
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 500)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    view.requestAnimationFrame(() => view.requestAnimationFrame(done))
  })
}
