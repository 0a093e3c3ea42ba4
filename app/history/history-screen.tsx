import { Download, ScrollText } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { FilterChips } from '../../shared/ui/filter-chips.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { Timeline } from '../../shared/ui/timeline.tsx'
import { link } from '../link.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { useToasts } from '../toasts.tsx'
import { useTitle } from '../use-title.ts'
import { gatherEntries } from './gather-entries.ts'
import { entryFor } from './history-entry.tsx'
import { historyCsv, loadWhole } from './history-csv.ts'
import { KINDS } from './history-kinds.ts'
import { choiceQuery, type HistoryChoice, readChoice, serverQuery } from './history-query.ts'
import { useHistoryPages } from './use-history-pages.ts'

/** Every accepted change that I may see, newest first (AUD-1). */
export function HistoryScreen({ replica, session, query }: ScreenProps) {
  useTitle('History')
  const router = useRouter()
  const directory = replica.directory.value
  const toasts = useToasts()
  const [exporting, setExporting] = useState(false)
  const choice = readChoice(query)
  const asked = serverQuery(replica.organizationId, choice)
  const { entries, state, more, loadMore, retry } = useHistoryPages(
    session,
    asked,
    replica.connection.value,
    directory,
  )
  const choose = (change: Partial<HistoryChoice>) =>
    router.go(link.history(choiceQuery({ ...choice, ...change })), { replace: true })
  const { user, handover } = choice
  const save = async () => {
    setExporting(true)
    const whole = await loadWhole(session, asked)
    setExporting(false)
    if ('problem' in whole) return toasts.show({ text: whole.problem, tone: 'danger' })
    downloadText(fileName('history', 'csv'), historyCsv(whole.entries, directory))
    await replica.dispatch('export.note', { what: 'history', count: whole.entries.length })
    const changes = `${whole.entries.length.toLocaleString('en')} changes`
    toasts.show({
      text: whole.cut
        ? `The latest ${changes} are in the file. Choose a shorter time for the others.`
        : `${changes} are in the file.`,
      tone: 'success',
    })
  }
  return (
    <>
      <PageHeader
        title="History"
        subtitle="Who changed what, when, and why. Nothing is ever taken out; names of erased people are."
        actions={
          <Button
            icon={<Download />}
            busy={exporting}
            reason={whyNoExport(directory)}
            onClick={() => void save()}
          >
            Export
          </Button>
        }
      />
      <Stack gap={5}>
        <div class="history__filters">
          <Combobox
            label="About a person"
            placeholder="Everybody"
            value={user}
            onChange={(id) => choose({ user: id })}
            options={directory.users.map((person) => ({
              id: person.id,
              label: personName(person),
              ...(person.email && { detail: person.email }),
            }))}
          />
          <TextInput
            label="From"
            type="date"
            value={choice.from}
            max={choice.until}
            onInput={() => undefined}
            onCommit={(from) => choose({ from })}
          />
          <TextInput
            label="Until"
            type="date"
            value={choice.until}
            min={choice.from}
            onInput={() => undefined}
            onCommit={(until) => choose({ until })}
          />
          <FilterChips
            label="Kind"
            chips={KINDS}
            selected={new Set(choice.kinds)}
            onChange={(kinds) => choose({ kinds: [...kinds] })}
          />
        </div>
        {handover && (
          <Banner action={<Button onClick={() => router.go(link.history())}>Show everything</Button>}>
            Only what belongs to one handover or change of address is shown.
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
        {entries.length > 0 && (
          <Timeline
            label="Changes"
            entries={gatherEntries(entries).map((gathered) => entryFor(gathered, directory))}
          />
        )}
        {state.status === 'loading' && <Skeleton lines={6} withAvatar />}
        {state.status === 'loaded' && entries.length === 0 && (
          <EmptyState icon={<ScrollText />} title="Nothing found">
            No change fits this choice.
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

/** The table says who exports people and items; a history holds both. */
function whyNoExport(directory: Directory): string | undefined {
  const everywhere = directory.can('export users')
  if (everywhere === null) return undefined
  const places = directory.workspaces.filter(
    ({ id }) => directory.can('see all history', { workspaceId: id }) === null,
  )
  return places.every(({ id }) => directory.can('export items', { workspaceId: id }) === null)
    ? undefined
    : everywhere.message
}
