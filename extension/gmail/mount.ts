import { createAside } from './move-aside.ts'
import { BESIDE_FROM, MOUNT_STYLE } from './mount-style.ts'

export type MountOptions = {
  /** The panel's page, e.g. chrome.runtime.getURL('extension/panel/panel.html'); it must be web-accessible on Gmail's origin. */
  src: string
  /** How the panel was left last time. */
  folded: boolean
  /** Told when the user folds or opens the panel, so that the caller can remember it. */
  onFold: (folded: boolean) => void
  /** Takes the panel away and gives the page its width back. */
  signal: AbortSignal
}

export type MountedPanel = {
  iframe: HTMLIFrameElement
  setFolded(folded: boolean): void
  /** Tries to move Gmail aside if that was not possible before. Call it on each state of observe(): cheap when there is nothing to do. */
  fit(): void
}

const HOST_ID = 'handover-panel'
const SVG = 'http://www.w3.org/2000/svg'

/**
 * Puts the panel's frame beside Gmail, as a child of <html> outside Gmail's <body>: there nothing that Gmail rebuilds takes the iframe away,
 * and it stays alive while conversations change (MAIL-1). The shadow root is open, because tests cannot click in a closed one; nothing secret
 * lies in it. Works under Trusted Types: elements are created, never parsed from text.
 */
export function mountPanel(document: Document, options: MountOptions): MountedPanel {
  const { src, onFold, signal } = options
  // Left behind by an earlier version of the extension, whose content script is gone.
  document.getElementById(HOST_ID)?.remove()
  const host = document.createElement('div')
  host.id = HOST_ID
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(MOUNT_STYLE)
  root.adoptedStyleSheets = [sheet]

  const iframe = document.createElement('iframe')
  iframe.id = 'page'
  iframe.className = 'page'
  iframe.title = 'Handover'
  iframe.src = src
  const button = foldButton(document)
  const frame = element(document, 'section', 'frame')
  frame.setAttribute('aria-label', 'Handover')
  frame.append(button, iframe)
  const box = element(document, 'div', 'over')
  box.append(frame)
  root.append(box)
  document.documentElement.append(host)

  const aside = createAside(document)
  let folded = options.folded

  function draw(): void {
    box.classList.toggle('folded', folded)
    button.setAttribute('aria-expanded', String(!folded))
    button.setAttribute('aria-label', folded ? 'Open Handover' : 'Fold Handover')
    fit()
  }

  function fit(): void {
    if (signal.aborted) return
    if (folded) {
      aside.back()
      box.classList.add('over')
      return
    }
    void aside.move().then((where) => box.classList.toggle('over', where !== 'beside'))
  }

  function setFolded(next: boolean): void {
    if (next === folded) return
    folded = next
    draw()
  }

  button.addEventListener('click', () => {
    setFolded(!folded)
    onFold(folded)
  })
  document.defaultView?.matchMedia(`(width >= ${BESIDE_FROM}px)`).addEventListener('change', fit, { signal })
  signal.addEventListener('abort', () => {
    aside.remove()
    host.remove()
  })
  draw()
  return { iframe, setFolded, fit }
}

/** One button in both forms of the panel, so that keyboard focus stays on it. */
function foldButton(document: Document): HTMLElement {
  const button = element(document, 'button', 'fold')
  button.setAttribute('type', 'button')
  button.setAttribute('aria-controls', 'page')
  const label = element(document, 'span', 'name')
  label.append('Handover')
  const arrow = document.createElementNS(SVG, 'svg')
  arrow.setAttribute('class', 'arrow')
  arrow.setAttribute('viewBox', '0 0 16 16')
  arrow.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', 'M6 3.5 10.5 8 6 12.5')
  arrow.append(path)
  button.append(label, arrow)
  return button
}

function element(document: Document, tag: string, className: string): HTMLElement {
  const created = document.createElement(tag)
  created.className = className
  return created
}
