import { SubscriptionCard } from './subscription-card.tsx'
import { BILLING } from '../../shared/domain/documents/document-name.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useNow } from '../use-now.ts'
import { useTitle } from '../use-title.ts'
import { billingData } from './billing-data.ts'
import { BillingSettings } from './billing-settings.tsx'
import { ComingCard } from './coming-card.tsx'
import { InvoicesCard } from './invoices-card.tsx'
import { SeatsCard } from './seats-card.tsx'
import { UnseenCard } from './unseen-card.tsx'
import './billing.css'

/** Seats by day, what they cost, the coming invoice and past ones (BILL-2). */
export function BillingScreen({ replica }: ScreenProps) {
  useTitle('Billing')
  const directory = replica.directory.value
  const now = useNow()
  const refusal = whyNot(directory, 'see billing')
  const data = billingData(directory, now)
  const header = <PageHeader title="Billing" subtitle="Who takes a seat, and what that costs" />
  if (refusal)
    return (
      <Stack gap={3}>
        {header}
        <EmptyState title="Billing is not yours to see">{refusal}</EmptyState>
      </Stack>
    )
  if (!data || !directory.holds(BILLING))
    return (
      <Stack gap={3}>
        {header}
        {replica.connection.value === 'online' ? (
          <Loading>Fetching the seats…</Loading>
        ) : (
          <Banner tone="info">The seats come to this device when you are online.</Banner>
        )}
      </Stack>
    )
  return (
    <Stack gap={3}>
      {header}
      <Stack gap={5}>
        <SeatsCard {...{ replica, directory, data }} />
        <ComingCard data={data} />
        <UnseenCard replica={replica} />
        <InvoicesCard directory={directory} />
        <BillingSettings {...{ replica, directory, data }} />
        <SubscriptionCard {...{ replica, data }} />
      </Stack>
    </Stack>
  )
}
