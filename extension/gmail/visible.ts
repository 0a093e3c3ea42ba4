import { BODY, MAIN } from './selectors.ts'

/** Whether an element is laid out and not hidden by any of its ancestors. A tab in the background still counts as visible. */
export function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true })
}

/** Whether an element lies in the body of a message, where the sender decides what it says (MAIL-6). */
export function isInBody(element: Element): boolean {
  // From the parent: a body itself is part of Gmail's page, a body inside a body is not.
  return element.parentElement?.closest(BODY) != null
}

/** The main area on screen. Gmail keeps the others, hidden, for going back; a message's body may hold a false one. */
export function visibleMain(document: Document): Element | undefined {
  return [...document.querySelectorAll(MAIN)].find((main) => !isInBody(main) && isVisible(main))
}
