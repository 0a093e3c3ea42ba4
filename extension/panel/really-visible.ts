import type { ConfirmGuard, Sight } from '../../shared/flows/confirm-guard.ts'

/** How long something must have been seen before it may be pressed, so that a page can't uncover it at the moment of the click. */
const SEEN_MS = 300
/** What comes in with a fade is covered for a moment; only what stays so is said. */
const COVERED_MS = 700

/**
 * Watches how an element is really seen on screen: not covered, not see-through, not distorted, by anything in this page or in those around
 * it (IntersectionObserver v2; a browser without it can't know, so there it counts as covered).
 */
export const watchSight: ConfirmGuard['watch'] = (element, onChange) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Sight = 'unsure'
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1)
      const sight = entry ? sightOf(entry) : 'unsure'
      if (sight === last) return
      last = sight
      clearTimeout(timer)
      onChange('unsure')
      if (sight !== 'unsure')
        timer = setTimeout(() => onChange(sight), sight === 'seen' ? SEEN_MS : COVERED_MS)
    },
    { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  )
  observer.observe(element)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}

function sightOf(entry: IntersectionObserverEntry & { isVisible?: boolean }): Sight {
  if (!entry.isIntersecting || entry.intersectionRatio < 0.5) return 'unsure'
  return entry.isVisible === true ? 'seen' : 'covered'
}
