import { useEffect } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'

/** The browser asks before it closes a page of which something is not yet on the disk. */
export function useSafeLeaving(replica: Replica): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (replica.writing.peek() > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [replica])
}
