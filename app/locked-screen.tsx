import { Lock } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../shared/ui/button.tsx'
import { EmptyState } from '../shared/ui/empty-state.tsx'
import { useApp } from './app-context.ts'
import { PublicPage } from './public-page.tsx'
import { useToasts } from './toasts.tsx'
import { useTitle } from './use-title.ts'
import type { Ended } from '../shared/flows/why-ended.ts'

/** Stands in place of everything when the session or the access is over: nothing of the organization stays visible (SYNC-7). */
export function LockedScreen({ ended }: { ended: Ended }) {
  const { state } = useApp()
  useTitle('Locked')
  const toasts = useToasts()
  useEffect(() => toasts.clear(), [])
  return (
    <PublicPage>
      <div role="alert">
        <EmptyState
          icon={<Lock />}
          title={ended.title}
          action={
            <Button variant="primary" onClick={() => void state.unlock()}>
              {ended.next === 'sign-in' ? 'Sign in' : 'Continue'}
            </Button>
          }
        >
          {ended.text}
        </EmptyState>
      </div>
    </PublicPage>
  )
}
