import type { ComponentChildren } from 'preact'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'

/** What concerns the whole app and must be seen; null for nothing. Being offline is normal and has no banner. */
export function frameNotice(replica: Replica): ComponentChildren {
  if (replica.connection.value !== 'other-version') return null
  return (
    <Banner
      tone="warning"
      title="Handover was updated"
      announce
      action={
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      }
    >
      This page is an older version and no longer talks to the server. Reload it; what is on this device stays
      and is sent afterwards.
    </Banner>
  )
}
