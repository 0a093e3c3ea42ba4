import { AtSign, Download, Scale, Upload, UserPlus } from 'lucide-preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { SearchInput } from '../../shared/ui/search-input.tsx'
import type { Sort } from '../../shared/ui/table-columns.ts'
import { Tabs } from '../../shared/ui/tabs.tsx'
import { InviteDialog } from '../invite/invite-dialog.tsx'
import { link } from '../link.ts'
import { findPeople, searchable, sortPeople } from '../people/find-people.ts'
import { whyNot, whyNotInviteAnybody } from '../../shared/flows/people/may.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { useTitle } from '../use-title.ts'
import { ChosenUsers } from './chosen-users.tsx'
import { ClaimsNote } from './claims-note.tsx'
import { UnseenHint } from '../billing/unseen-hint.tsx'
import { exportable, usersCsv } from './export-users.ts'
import { OnlyAdminNote } from './only-admin-note.tsx'
import { UsersTable } from './users-table.tsx'
import { useSignIns } from './use-sign-ins.ts'
import { isUserTab, tabOf, type UserTab, USER_TABS } from './user-tabs.ts'
import { AskForm } from '../requests/ask-form.tsx'

/** In order, and in order again after a change without sorting 10,000 people anew. */
function useSorted(
  people: readonly Person[],
  tab: UserTab,
  sort: Sort,
  signIns: ReadonlyMap<string, string>,
): readonly Person[] {
  const last = useRef<{ by: readonly unknown[]; sorted: readonly Person[] }>({ by: [], sorted: [] })
  return useMemo(() => {
    const by = [tab, sort, signIns]
    const isSame = by.every((part, i) => part === last.current.by[i])
    const sorted = sortPeople(people, sort, signIns, isSame ? last.current.sorted : [])
    last.current = { by, sorted }
    return sorted
  }, [people, tab, sort, signIns])
}

/** Everybody whom I may see, by state, searched as one types (USR-1). */
export function UsersScreen({ replica, session, query }: ScreenProps) {
  useTitle('Users')
  const router = useRouter()
  const directory = replica.directory.value
  const wanted = query.get('tab') ?? ''
  const tab: UserTab = isUserTab(wanted) ? wanted : 'active'
  const [search, setSearch] = useState(query.get('search') ?? '')
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' })
  const inviting = query.get('invite')
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const signIns = useSignIns(session, replica)
  // Who is not in the list any more must not be blocked or restored with the rest.
  useEffect(() => setChosenIds(new Set()), [tab, search])

  const byTab = useMemo(() => {
    const groups: Record<UserTab, Person[]> = { active: [], pending: [], deactivated: [], erased: [] }
    for (const person of directory.users) groups[tabOf(person)].push(person)
    return groups
  }, [directory])
  const sorted = useSorted(byTab[tab], tab, sort, signIns)
  const indexed = useMemo(() => searchable(sorted), [sorted])
  const shown = useMemo(() => findPeople(indexed, search), [indexed, search])
  const chosen = useMemo(() => shown.filter(({ id }) => chosenIds.has(id)), [shown, chosenIds])
  const elsewhere = useMemo(
    () =>
      search.trim() === '' || shown.length > 0
        ? []
        : USER_TABS.filter(({ id }) => id !== tab && findPeople(searchable(byTab[id]), search).length > 0),
    [byTab, search, shown, tab],
  )
  const mayNotInvite = whyNotInviteAnybody(directory)
  const leaving = useMemo(() => exportable(directory, shown), [directory, shown])
  const goTo = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(query)
    for (const [key, value] of Object.entries(change)) {
      if (value === null) next.delete(key)
      else next.set(key, value)
    }
    const text = next.toString()
    router.go(text ? `${link.users}?${text}` : link.users, { replace: true })
  }
  return (
    <>
      <PageHeader
        title="Users"
        subtitle={
          directory.can('see organization settings') === null
            ? undefined
            : 'Everybody who works with you in your workspaces.'
        }
        actions={
          <>
            <Menu
              label="More about users"
              items={[
                { id: 'roles', label: 'Roles and rights', icon: <Scale />, href: link.roles },
                {
                  id: 'import',
                  label: 'Import from a CSV file',
                  icon: <Upload />,
                  reason: whyNot(directory, 'import users'),
                  onSelect: () => router.go(link.importUsers),
                },
                {
                  id: 'addresses',
                  label: 'Change many addresses',
                  icon: <AtSign />,
                  reason:
                    whyNot(directory, 'switch account') && 'An Admin may change many addresses at once.',
                  onSelect: () => router.go(link.manyAddresses),
                },
                {
                  id: 'export',
                  label: `Export this list (${leaving.length})`,
                  icon: <Download />,
                  reason:
                    leaving.length > 0
                      ? undefined
                      : (whyNot(directory, 'export users') ?? 'The list is empty.'),
                  onSelect: () => {
                    downloadText(fileName('Users', 'csv'), usersCsv(directory, leaving))
                    void replica.dispatch('export.note', { what: 'users', count: leaving.length })
                  },
                },
              ]}
            />
            <Button
              variant="primary"
              icon={<UserPlus />}
              reason={mayNotInvite}
              ask={() => goTo({ invite: '' })}
              onClick={() => goTo({ invite: '' })}
            >
              Invite
            </Button>
          </>
        }
      />
      <div class="users-notes">
        <OnlyAdminNote directory={directory} />
        <ClaimsNote directory={directory} />
        <UnseenHint directory={directory} />
      </div>
      <Tabs
        label="Users by state"
        selected={tab}
        onSelect={(id) => goTo({ tab: id === 'active' ? null : id })}
        tabs={USER_TABS.map(({ id, label }) => ({ id, label, count: byTab[id].length }))}
      >
        <Stack>
          <Inline>
            <SearchInput
              label="Search name, user name or address"
              value={search}
              onInput={setSearch}
              found={shown.length}
            />
          </Inline>
          <UsersTable
            tab={tab}
            people={shown}
            replica={replica}
            sort={sort}
            onSort={setSort}
            search={search}
            elsewhere={elsewhere}
            onTab={(id) => goTo({ tab: id })}
            signIns={signIns}
            chosen={chosenIds}
            onChoose={setChosenIds}
          />
          {chosen.length > 0 && (
            <ChosenUsers replica={replica} tab={tab} shown={shown} chosen={chosen} onChange={setChosenIds} />
          )}
        </Stack>
      </Tabs>
      <AskForm
        key={inviting === null ? 'closed' : 'open'}
        replica={replica}
        reason={mayNotInvite}
        onClose={() => goTo({ invite: null })}
      >
        <InviteDialog
          replica={replica}
          open={inviting !== null}
          email={inviting ?? ''}
          onClose={() => goTo({ invite: null })}
          onSent={() => goTo({ invite: null, tab: 'pending' })}
        />
      </AskForm>
    </>
  )
}
