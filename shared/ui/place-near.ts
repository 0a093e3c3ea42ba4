export type Placement = {
  /** Preferred side; the other one is taken when there is no room. */
  side: 'above' | 'below'
  /** Which edges line up, in reading direction. */
  align: 'start' | 'center' | 'end'
  /** Makes the floating box as wide as the anchor, or 240 px if that is narrower. */
  matchWidth?: boolean
}

const GAP = 6
const EDGE = 8

/**
 * Puts a popover (position: fixed, already shown) beside its anchor and keeps it inside the window, all in CSS pixels.
 * CSS anchor positioning would do this, but the oldest Chrome we promise (116) does not know it.
 */
export function placeNear(
  anchor: Element,
  floating: HTMLElement,
  { side, align, matchWidth }: Placement,
): void {
  const box = anchor.getBoundingClientRect()
  const rightToLeft = getComputedStyle(anchor).direction === 'rtl'
  floating.style.width = matchWidth ? `${Math.max(box.width, 240)}px` : ''
  floating.style.maxHeight = ''
  const width = floating.offsetWidth
  const height = floating.offsetHeight

  const roomBelow = innerHeight - box.bottom - GAP - EDGE
  const roomAbove = box.top - GAP - EDGE
  const below =
    side === 'below'
      ? height <= roomBelow || roomBelow >= roomAbove
      : height > roomAbove && roomBelow > roomAbove
  const used = Math.min(height, Math.max(below ? roomBelow : roomAbove, 0))
  if (used < height) floating.style.maxHeight = `${used}px`
  floating.style.top = `${below ? box.bottom + GAP : box.top - GAP - used}px`

  const atLeft = align === 'center' ? null : (align === 'start') !== rightToLeft
  const left = atLeft === null ? box.left + (box.width - width) / 2 : atLeft ? box.left : box.right - width
  floating.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`
}

/** Calls `place` now and whenever something scrolls or the window changes size; returns what stops it. */
export function keepPlaced(place: () => void): () => void {
  place()
  const options = { capture: true, passive: true }
  addEventListener('scroll', place, options)
  addEventListener('resize', place)
  return () => {
    removeEventListener('scroll', place, options)
    removeEventListener('resize', place)
  }
}
