import { useEffect, useRef } from 'preact/hooks'

export interface Typed {
  /** For the element around the inputs. */
  onFocusIn: (event: FocusEvent) => void
  /** Is there an input whose text is another than when somebody came into it? */
  isTyped: () => boolean
  /** From now on what stands in the inputs counts as it is. */
  forget: () => void
}

/** What somebody typed into the inputs of an element and has not sent; `watching`: closing the page asks first, too. */
export function useTyped(watching: boolean): Typed {
  const before = useRef(new Map<HTMLInputElement | HTMLTextAreaElement, string>()).current
  const isTyped = () =>
    [...before].some(([input, text]) => input.isConnected && input.value.trim() !== text.trim())
  useEffect(() => {
    if (!watching) return
    const ask = (event: BeforeUnloadEvent) => {
      if (isTyped()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [watching])
  return {
    onFocusIn({ target }) {
      if (holdsText(target) && !before.has(target)) before.set(target, target.value)
    },
    isTyped,
    forget: () => before.clear(),
  }
}

/** Chosen boxes, files and numbers of a slider are quickly chosen again; a text is not quickly typed again. */
const holdsText = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !/^(checkbox|radio|file|range|search|color)$/.test(target.type))
