import type { ConnectionState } from '../../shared/replica/replica.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { Timeline } from '../../shared/ui/timeline.tsx'
import { gatherEntries } from './gather-entries.ts'
import { entryFor } from './history-entry.tsx'
import { useHistoryPages } from './use-history-pages.ts'

export interface HistoryOfProps {
  title: string
  session: Session
  directory: Directory
  organizationId: string
  connection: ConnectionState
  user?: string | undefined
  handover?: string | undefined
  record?: string | undefined
  /** What a new entry would have changed; when it is another, the history is asked again. */
  seen?: unknown
}

/** The history of one person, handover or record, as a card. */
export function HistoryOf(props: HistoryOfProps) {
  const { title, session, directory, organizationId, user, handover, record, connection } = props
  const { entries, state, more, loadMore, retry } = useHistoryPages(
    session,
    { organizationId, ...(user && { user }), ...(handover && { handover }), ...(record && { record }) },
    connection,
    props.seen,
  )
  return (
    <Card title={title}>
      <Stack>
        {state.status === 'offline' && (
          <Banner action={<Button onClick={retry}>Try again</Button>}>
            The history is kept on the server. It shows here when you are online.
          </Banner>
        )}
        {state.status === 'refused' && <Banner>{state.message}</Banner>}
        {entries.length > 0 && (
          <Timeline
            label={title}
            entries={gatherEntries(entries).map((gathered) => entryFor(gathered, directory))}
          />
        )}
        {state.status === 'loading' && <Skeleton lines={4} withAvatar />}
        {state.status === 'loaded' && entries.length === 0 && <EmptyState compact title="Nothing yet" />}
        {more && state.status === 'loaded' && (
          <Inline justify="center">
            <Button onClick={loadMore}>Show earlier</Button>
          </Inline>
        )}
      </Stack>
    </Card>
  )
}
