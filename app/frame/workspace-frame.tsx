import { useEffect } from 'preact/hooks'
import { databaseNameFor } from '../../shared/replica/database.ts'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { PublicPage } from '../public-page.tsx'
import { FrameShell } from './frame-shell.tsx'
import { UnopenedCopy } from './unopened-copy.tsx'
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
        <UnopenedCopy
          problem={opened.problem}
          databaseName={databaseNameFor(location.origin, organizationId, userId)}
        />
      </PublicPage>
    )
  return <FrameShell replica={opened.replica} />
}
