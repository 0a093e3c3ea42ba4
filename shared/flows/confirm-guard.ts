import { createContext } from 'preact'

/**
 * seen: really visible, for long enough to be read · covered: something lies over it, or makes it see-through ·
 * unsure: not yet known, or not on screen.
 */
export type Sight = 'seen' | 'covered' | 'unsure'

/** Keeps what gives rights away from being confirmed unseen, where a page of somebody else's stands around ours (MAIL-5). */
export interface ConfirmGuard {
  /** Tells how the element is seen, now and when it changes, until the returned function is called. */
  watch(element: Element, onChange: (sight: Sight) => void): () => void
  /** Opens the same place where nothing can lie over it. */
  openElsewhere(): void
}

/** Null, as in the app: our own page, which nobody can frame. */
export const ConfirmGuardContext = createContext<ConfirmGuard | null>(null)
