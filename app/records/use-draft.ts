import { useEffect, useRef, useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { type Draft, leaving, shownDraft, typed } from './draft.ts'
import type { Typed } from './typed-value.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'

export interface DraftInput {
  text: string
  error: string | undefined
  /** What somebody else wrote while this was typed; null: nothing. */
  theirs: string | null
  onInput: (text: string) => void
  /** Left, or Enter. */
  onLeave: () => void
  /** Escape: as it is stored. */
  onUndo: () => void
  keepMine: () => void
}

/** The input of one stored text: what is typed is kept until it is left, and saved when it makes sense (`read`). */
export function useDraft(
  stored: string,
  read: (text: string) => Typed,
  save: (value: FieldValue) => void,
): DraftInput {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [error, setError] = useState<string | undefined>()
  // Leaving comes in the same moment as the last keystroke, before the next rendering.
  const current = useRef(draft)
  const put = (next: Draft | null) => {
    current.current = next
    setDraft(next)
  }
  const write = () => {
    const wanted = current.current
    if (wanted === null) return
    const result = read(wanted.text)
    setError(result.ok ? undefined : result.error)
    if (!result.ok) return
    put(null)
    save(result.value)
  }
  const leave = () => {
    const what = leaving(current.current, stored)
    if (what === 'save') write()
    else if (what === 'nothing') {
      setError(undefined)
      put(null)
    }
  }
  useLeaving(leave, draft !== null && draft.text !== draft.base)
  return {
    ...shownDraft(draft, stored),
    error,
    onInput(text) {
      setError(undefined)
      put(typed(current.current, stored, text))
    },
    onLeave: leave,
    onUndo() {
      setError(undefined)
      put(null)
    },
    keepMine: write,
  }
}

/** Going to another page, putting the tab away, or having to give up the copy leaves the input without telling it. */
function useLeaving(leave: () => void, isTyping: boolean): void {
  const { drafts } = useApp()
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => (isTyping ? drafts.open(() => latest.current()) : undefined), [isTyping])
  useEffect(() => {
    const onHidden = () => document.visibilityState === 'hidden' && latest.current()
    // Before whoever asks whether all is kept (`use-safe-leaving.ts`).
    const onClosing = () => latest.current()
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('beforeunload', onClosing, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onClosing, { capture: true })
      document.removeEventListener('visibilitychange', onHidden)
      latest.current()
    }
  }, [])
}
