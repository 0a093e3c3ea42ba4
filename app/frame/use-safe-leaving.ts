import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { useApp } from '../app-context.ts'

/**
 * The browser asks before it closes a page of which something is not yet on the disk; and what is typed is kept before a later
 * version takes the copy (SYNC-8).
 */
export function useSafeLeaving(replica: Replica): void {
  const { drafts } = useApp()
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (replica.writing.peek() > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    const stop = effect(() => {
      if (replica.surrendered.value) drafts.leaveAll()
    })
    return () => {
      stop()
      window.removeEventListener('beforeunload', ask)
    }
  }, [replica])
}
