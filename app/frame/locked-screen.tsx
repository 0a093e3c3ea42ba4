import { Lock } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { PublicPage } from '../public-page.tsx'
import { useTitle } from '../use-title.ts'
import type { Whose } from './use-replica.ts'
import { type Ended, whyEnded } from './why-ended.ts'

/** Stands in place of everything when the session or the access is over: nothing of the organization stays visible (SYNC-7). */
export function LockedScreen({ replica, organizationId }: Whose & { replica: Replica }) {
  const { state } = useApp()
  const [why, setWhy] = useState<Ended | null>(null)
  useTitle('Locked')
  // The server is asked once more, because only it knows whether the session ended or one organization was left.
  useEffect(() => {
    const before = state.signed.value
    const wasMe = before.status === 'signed-in' ? before.me : null
    void state.refresh().then((now) => setWhy(whyEnded(wasMe, now, organizationId)))
  }, [organizationId])
  if (!why)
    return (
      <PublicPage>
        <Loading>Your access has changed…</Loading>
      </PublicPage>
    )
  return (
    <PublicPage>
      <EmptyState
        icon={<Lock />}
        title={why.title}
        action={
          <Button
            variant="primary"
            onClick={() => {
              void replica.close()
              if (why.next === 'sign-in') state.forget()
              else state.choose(null)
            }}
          >
            {why.next === 'sign-in' ? 'Sign in again' : 'Continue'}
          </Button>
        }
      >
        {why.text}
      </EmptyState>
    </PublicPage>
  )
}
