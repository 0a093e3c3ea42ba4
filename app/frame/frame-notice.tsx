import { SubscriptionNotice } from '../../shared/flows/billing/subscription-notice.tsx'
import type { ComponentChildren } from 'preact'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { useApp } from '../app-context.ts'
import { OwnerClaimNotice } from '../organization/owner-claim-notice.tsx'
import { DeletionNotice } from '../organization/deletion-notice.tsx'

/** What concerns the whole app and must be seen; null for nothing. Being offline is normal and has no banner. */
export function frameNotice(replica: Replica): ComponentChildren {
  if (replica.full.value) return <FullNotice replica={replica} />
  const { organization, subscription } = replica.directory.value
  if (replica.connection.value !== 'other-version')
    return organization?.deletion || organization?.ownerClaim || subscription?.lastDay ? (
      <OrganizationNotices replica={replica} />
    ) : null
  return <OtherVersion replica={replica} />
}

/** What changes the whole organization soon, and can be stopped until then. */
function OrganizationNotices({ replica }: { replica: Replica }) {
  return (
    <>
      <OwnerClaimNotice replica={replica} />
      <DeletionNotice replica={replica} />
      <SubscriptionNotice replica={replica} />
    </>
  )
}

/** SYNC-8. Here another page has the copy by now, or the server is of another version. */
function OtherVersion({ replica }: { replica: Replica }) {
  const { drafts } = useApp()
  const gone = replica.surrendered.value
  const lost = gone && (replica.writing.value > 0 || drafts.typing.value)
  return (
    <Banner
      tone={lost ? 'danger' : 'warning'}
      title={gone ? 'A newer version of Handover is open here' : 'Handover was updated'}
      announce
      action={
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      }
    >
      {!gone &&
        'This page is an older version and no longer talks to the server. Reload it; what is on this device stays and is sent afterwards.'}
      {gone && !lost && 'This page is still the old one. All you did here is kept; reload it to go on.'}
      {lost &&
        'This page is still the old one, and what you typed last is in it alone. Copy it, then reload and do it again.'}
    </Banner>
  )
}

/** The browser gives no more room: what was just changed is in this page alone. */
function FullNotice({ replica }: { replica: Replica }) {
  const count = replica.writing.value
  const what = count === 1 ? 'Your last change is' : `Your last ${count} changes are`
  return (
    <Banner
      tone="danger"
      title="This device has no room left"
      announce
      action={
        <Button variant="primary" onClick={() => replica.tryWritingAgain()}>
          Try again
        </Button>
      }
    >
      {count > 0
        ? `${what} kept in this window only. Leave it open, make room on the device, then try again. `
        : 'What others change can’t be kept here. Make room on the device, then try again. '}
      What was kept before is safe, and is sent as usual.
    </Banner>
  )
}
