import { useEffect, useRef } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { useToasts } from '../toasts.tsx'

/** Says at once when the server did not accept something, wherever one is by then (SYNC-3). */
export function useRefusalToasts(replica: Replica): void {
  const toasts = useToasts()
  const router = useRouter()
  const seen = useRef<Set<string> | null>(null)
  const refused = replica.refused.value
  useEffect(() => {
    const known = seen.current
    seen.current = new Set(refused.map((item) => item.id))
    if (!known) return
    for (const item of refused) {
      if (known.has(item.id)) continue
      toasts.show({
        text: item.kind === 'notice' ? item.message : `${item.words}: ${item.message}`,
        tone: 'danger',
        action: { label: 'Look', onAction: () => router.go(link.waiting) },
      })
    }
  }, [refused])
}
