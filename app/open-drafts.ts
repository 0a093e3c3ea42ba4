import { type ReadonlySignal, signal } from '@preact/signals'

/** Inputs of this page in which something is typed that is not yet kept. */
export interface OpenDrafts {
  /** Is there any? */
  readonly typing: ReadonlySignal<boolean>
  /** Something was typed; `leave` keeps it as leaving the input does. Returns what to call when it is kept or dropped. */
  open(leave: () => void): () => void
  /** Keeps all that can be kept, now. */
  leaveAll(): void
}

export function createOpenDrafts(): OpenDrafts {
  const open = new Set<() => void>()
  const typing = signal(false)
  return {
    typing,
    open(leave) {
      open.add(leave)
      typing.value = true
      return () => {
        open.delete(leave)
        typing.value = open.size > 0
      }
    },
    leaveAll() {
      for (const leave of [...open]) leave()
    },
  }
}
