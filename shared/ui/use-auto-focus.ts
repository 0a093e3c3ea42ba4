import type { Ref } from 'preact'
import { useCallback, useEffect, useRef } from 'preact/hooks'

/**
 * The value for the autofocus attribute. In a frame of another origin, as beside the mail, the browser refuses the attribute
 * and reports that to the page around; there the hook below focuses alone.
 */
export const autoFocusAttribute = (autoFocus: boolean | undefined): boolean | undefined =>
  autoFocus && window.parent === window

/**
 * Focuses an input when it appears, and passes it on to `inputRef`. The autofocus attribute alone works only while nothing else has
 * the focus, which after a click on a link is never; a dialog needs the attribute as well.
 */
export function useAutoFocus<E extends HTMLElement>(
  autoFocus: boolean | undefined,
  inputRef: Ref<E> | undefined,
): (element: E | null) => void {
  const own = useRef<E>(null)
  useEffect(() => {
    if (autoFocus) own.current?.focus()
  }, [autoFocus])
  return useCallback(
    (element: E | null) => {
      own.current = element
      if (typeof inputRef === 'function') inputRef(element)
      else if (inputRef) inputRef.current = element
    },
    [inputRef],
  )
}
