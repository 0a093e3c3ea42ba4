import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'

export type VirtualizerInput = {
  count: number
  scroller: RefObject<HTMLElement | null>
  /** Height of a row before it is measured, in CSS pixels. */
  rowHeight: number
  keyOf: (index: number) => string
  /** Changes when rows do: another one makes all 100,000 positions be worked out again. */
  rows: unknown
  /** Stays in the page wherever one scrolls; null for none. */
  keep: number | null
  /** How much a sticky header covers, in CSS pixels. */
  covered: number
}

/** @tanstack/virtual-core as a hook: renders again when what is visible changes. */
export function useVirtualizer({
  count,
  scroller,
  rowHeight,
  keyOf,
  rows,
  keep,
  covered,
}: VirtualizerInput): Virtualizer<HTMLElement, HTMLElement> {
  const [, render] = useReducer((times: number) => times + 1, 0)
  const latestKeyOf = useRef(keyOf)
  latestKeyOf.current = keyOf
  const getItemKey = useCallback((index: number) => latestKeyOf.current(index), [rows])
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 8,
    scrollPaddingEnd: covered,
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      if (keep === null || keep >= count || visible.includes(keep)) return visible
      return [...visible, keep].sort((a, b) => a - b)
    },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => render(undefined),
  }
  const instance = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null)
  instance.current ??= new Virtualizer(options)
  const virtualizer = instance.current
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}
