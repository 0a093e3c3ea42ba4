/**
 * One field while somebody types in it. What others change meanwhile never lands under the cursor: it is offered beside it
 * (REC-2). `base` is the stored text when typing began.
 */
export interface Draft {
  text: string
  base: string
}

/** What the input shows, and whether somebody else has changed the value since typing began. */
export function shownDraft(draft: Draft | null, stored: string): { text: string; theirs: string | null } {
  if (draft === null || draft.text === draft.base) return { text: stored, theirs: null }
  const changed = stored !== draft.base && stored !== draft.text
  return { text: draft.text, theirs: changed ? stored : null }
}

/** A keystroke. */
export const typed = (draft: Draft | null, stored: string, text: string): Draft =>
  draft === null || draft.text === draft.base ? { text, base: stored } : { ...draft, text }

/**
 * The input was left or Enter pressed. `save`: write the text; `ask`: somebody else changed the value meanwhile, so first
 * the person has to say which one counts; `nothing`: it is as stored.
 */
export function leaving(draft: Draft | null, stored: string): 'save' | 'ask' | 'nothing' {
  if (draft === null || draft.text === draft.base || draft.text === stored) return 'nothing'
  return stored === draft.base ? 'save' : 'ask'
}
