import { ScrollText } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { FilterChips } from '../../shared/ui/filter-chips.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { Timeline } from '../../shared/ui/timeline.tsx'
import { link } from '../link.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { gatherCreated } from './gather-created.ts'
import { entryFor } from './history-entry.tsx'
import { KINDS, kindOf } from './history-kinds.ts'
import { useHistoryPages } from './use-history-pages.ts'

/** Every accepted change that I may see, newest first (AUD-1). */
export function HistoryScreen({ replica, session, query }: ScreenProps) {
  useTitle('History')
  const router = useRouter()
  const directory = replica.directory.value
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set())
  const user = query.get('user')
  const handover = query.get('handover')
  const { entries, state, more, loadMore, retry } = useHistoryPages(
    session,
    { organizationId: replica.organizationId, ...(user && { user }), ...(handover && { handover }) },
    replica.connection.value,
  )
  const shown = kinds.size === 0 ? entries : entries.filter((entry) => kinds.has(kindOf(entry.action)))
  return (
    <>
      <PageHeader title="History" subtitle="Who changed what, when, and why. Nothing is ever taken out." />
      <Stack gap={5}>
        <div class="history__filters">
          <Combobox
            label="About a person"
            placeholder="Everybody"
            value={user}
            onChange={(id) => router.go(link.history(id ? { user: id } : {}), { replace: true })}
            options={directory.users.map((person) => ({
              id: person.id,
              label: personName(person),
              ...(person.email && { detail: person.email }),
            }))}
          />
          <FilterChips label="Kind" chips={KINDS} selected={kinds} onChange={setKinds} />
        </div>
        {handover && (
          <Banner action={<Button onClick={() => router.go(link.history())}>Show everything</Button>}>
            Only what belongs to one handover is shown.
          </Banner>
        )}
        {state.status === 'offline' && (
          <Banner
            title="The history is kept on the server"
            action={<Button onClick={retry}>Try again</Button>}
          >
            It shows here when you are online. What you change meanwhile will be in it.
          </Banner>
        )}
        {state.status === 'refused' && <Banner>{state.message}</Banner>}
        {shown.length > 0 && (
          <Timeline
            label="Changes"
            entries={gatherCreated(shown).map((gathered) => entryFor(gathered, directory))}
          />
        )}
        {state.status === 'loading' && <Skeleton lines={6} withAvatar />}
        {state.status === 'loaded' && shown.length === 0 && (
          <EmptyState icon={<ScrollText />} title="Nothing found">
            {more ? 'Nothing of this kind among the latest changes.' : 'No change fits this choice.'}
          </EmptyState>
        )}
        {more && state.status === 'loaded' && (
          <Inline justify="center">
            <Button onClick={loadMore}>Show earlier changes</Button>
          </Inline>
        )}
      </Stack>
    </>
  )
}
