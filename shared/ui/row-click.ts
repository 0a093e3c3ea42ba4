/** The class of the link or button that a row leads to. */
export const OPENER = 'ho-table__open'

/**
 * A click somewhere in a row becomes one on its link or button, so that a router, Ctrl+click and a screen reader meet the same thing.
 * Not where it fell on another control, and not at the end of marking text.
 */
export function openFromRow(event: MouseEvent): void {
  const row = event.currentTarget as Element
  const control = (event.target as Element).closest(
    'a, button, input, select, textarea, label, [role="menu"]',
  )
  if ((control && row.contains(control)) || getSelection()?.isCollapsed === false) return
  const { ctrlKey, metaKey, shiftKey } = event
  row
    .querySelector(`.${OPENER}`)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}
