import { useEffect } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { PublicPage } from '../public-page.tsx'
import { FrameShell } from './frame-shell.tsx'
import { useReplica, type Whose } from './use-replica.ts'

/** Opens an organization's copy on this device and shows the app around it; locks when the access is over (SYNC-7). */
export function WorkspaceFrame(whose: Whose) {
  const { state, copies } = useApp()
  const opened = useReplica(whose)
  const { organizationId, userId, accountId } = whose
  const replica = opened.status === 'open' ? opened.replica : null
  useEffect(() => {
    state.choose(organizationId)
    if (replica) return copies.use({ organizationId, userId, accountId }, replica)
  }, [organizationId, userId, accountId, replica])
  const ended = replica?.connection.value === 'ended'
  useEffect(() => {
    if (ended) void state.lock()
  }, [ended])

  if (opened.status === 'opening' || ended)
    return (
      <PublicPage>
        <Loading>{ended ? 'Your access has changed…' : 'Opening your organization…'}</Loading>
      </PublicPage>
    )
  if (opened.status === 'failed')
    return (
      <PublicPage>
        <Banner
          tone="danger"
          title="The copy on this device could not be opened"
          action={<Button onClick={() => location.reload()}>Try again</Button>}
        >
          Perhaps this browser forbids websites to keep data, as some private windows do, or the disk is full.
        </Banner>
      </PublicPage>
    )
  return <FrameShell replica={opened.replica} />
}
