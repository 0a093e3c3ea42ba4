import { CircleCheck } from 'lucide-preact'
import { AllRefused } from '../../shared/flows/refused/all-refused.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { PendingList } from './pending-list.tsx'
import { RefusedList } from './refused-list.tsx'

/** What this device has not sent yet, and what was not accepted: in words, each with what to do (SYNC-2, SYNC-3). */
export function WaitingScreen({ replica }: ScreenProps) {
  useTitle('Waiting')
  const pending = replica.pending.value
  const refused = replica.refused.value
  const connection = replica.connection.value
  return (
    <>
      <PageHeader title="Waiting" subtitle="What is on this device only, and what was not accepted." />
      <Stack gap={5}>
        {connection === 'offline' && (
          <Banner title="No connection">
            You can go on working. What you change is kept on this device and sent, in order, when you are
            online.
          </Banner>
        )}
        {refused.length > 0 && (
          <Card title="Not accepted" subtitle="Nothing disappears without a word: repair it or let it go.">
            <Stack gap={3}>
              <AllRefused replica={replica} items={refused} />
              <RefusedList replica={replica} items={refused} />
            </Stack>
          </Card>
        )}
        {pending.length > 0 && (
          <Card
            title="On this device"
            subtitle={connection === 'online' ? 'On the way to the server.' : 'Waiting for a connection.'}
          >
            <PendingList replica={replica} items={pending} />
          </Card>
        )}
        {pending.length === 0 && refused.length === 0 && (
          <EmptyState icon={<CircleCheck />} title="All saved">
            Everything you did here is written down on the server.
          </EmptyState>
        )}
      </Stack>
    </>
  )
}
