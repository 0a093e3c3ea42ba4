import { useEffect } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import type { SignedAccount } from '../accounts.ts'
import { OpenPanel } from './open-panel.tsx'
import { PlainPage } from './plain-page.tsx'
import { usePanel } from './panel-state.ts'
import { useReplica } from './use-replica.ts'

export interface OrganizationPanelProps {
  account: SignedAccount
  organizationId: string
  userId: string
}

/** Opens the organization's copy in the extension's storage, and what the panel shows of it; asks why when it is closed (SYNC-7). */
export function OrganizationPanel({ account, organizationId, userId }: OrganizationPanelProps) {
  const panel = usePanel()
  const opened = useReplica(account, organizationId, userId)
  const connection = opened.status === 'open' ? opened.replica.connection.value : null
  useEffect(() => {
    // Only the server knows whether the session ended or this organization was left; its answer locks the panel.
    if (connection === 'ended') void panel.refresh(account)
  }, [connection])

  if (opened.status === 'failed')
    return (
      <PlainPage>
        <Banner
          tone="danger"
          title="The copy on this device could not be opened"
          action={<Button onClick={() => location.reload()}>Try again</Button>}
        >
          Perhaps the disk is full, or this browser forbids extensions to keep data.
        </Banner>
      </PlainPage>
    )
  if (opened.status === 'opening' || connection === 'ended')
    return (
      <PlainPage>
        <Loading>
          {connection === 'ended' ? 'Your access has changed…' : 'Opening your organization…'}
        </Loading>
      </PlainPage>
    )
  return <OpenPanel account={account} replica={opened.replica} />
}
