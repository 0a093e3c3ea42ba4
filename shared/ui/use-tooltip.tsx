import type { VNode } from 'preact'
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import { keepPlaced, placeNear } from './place-near.ts'
import './use-tooltip.css'

export type TooltipAnchorProps = {
  'aria-describedby': string | undefined
  onPointerEnter: (event: PointerEvent) => void
  onPointerLeave: () => void
  onFocus: (event: FocusEvent) => void
  onBlur: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/**
 * A tooltip for an element that can be focused: spread `anchor` on it and render `tip` right after it.
 * `describes: false` for text that is already the element's name, so that it is not read twice.
 * `show()` opens it by hand, for a tap on a button that says why it is off.
 */
export function useTooltip(text: string | undefined, { describes = true } = {}) {
  const id = useId()
  const [anchorElement, setAnchor] = useState<Element | null>(null)
  const tipRef = useRef<HTMLSpanElement>(null)

  const hide = useCallback(() => setAnchor(null), [])
  const show = useCallback((element: Element) => setAnchor(element), [])

  useEffect(() => {
    const tip = tipRef.current
    if (!tip || !anchorElement || !text) return
    tip.showPopover()
    const stop = keepPlaced(() => placeNear(anchorElement, tip, { side: 'above', align: 'center' }))
    return () => {
      stop()
      if (tip.isConnected) tip.hidePopover()
    }
  }, [anchorElement, text])

  const anchor: TooltipAnchorProps = {
    'aria-describedby': text && describes ? id : undefined,
    onPointerEnter: (event) => {
      if (event.pointerType === 'mouse') show(event.currentTarget as Element)
    },
    onPointerLeave: hide,
    onFocus: (event) => {
      const element = event.currentTarget as Element
      if (element.matches(':focus-visible')) show(element)
    },
    onBlur: hide,
    onKeyDown: (event) => {
      if (event.key === 'Escape') hide()
    },
  }
  const tip: VNode | null = text ? (
    <span ref={tipRef} id={id} role="tooltip" popover="manual" class="ho-tooltip">
      {text}
    </span>
  ) : null
  return { anchor, tip, show }
}
