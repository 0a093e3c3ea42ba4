import { Lock } from 'lucide-preact'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { PlainPage } from './plain-page.tsx'
import type { Ended } from '../../shared/flows/why-ended.ts'

/** Stands in place of everything when the access is over: nothing of the organization stays visible (SYNC-7). */
export function LockedPage({ why, next, onNext }: { why: Ended; next: string; onNext: () => void }) {
  return (
    <PlainPage>
      <div role="alert">
        <EmptyState
          icon={<Lock />}
          title={why.title}
          action={
            <Button variant="primary" onClick={onNext}>
              {next}
            </Button>
          }
        >
          {why.text}
        </EmptyState>
      </div>
    </PlainPage>
  )
}
