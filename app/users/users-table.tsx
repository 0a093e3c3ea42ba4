import { Users } from 'lucide-preact'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Inline } from '../../shared/ui/layout.tsx'
import { PersonLine } from '../../shared/ui/person-line.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import type { Column, Sort } from '../../shared/ui/table-columns.ts'
import { Table } from '../../shared/ui/table.tsx'
import { VirtualTable } from '../../shared/ui/virtual-table.tsx'
import { link } from '../link.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { LEVEL_NAMES, roleName } from '../../shared/flows/people/words.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { SharedBadge } from '../people/shared-badge.tsx'
import { InvitationState } from './invitation-state.tsx'
import { PendingActions } from './pending-actions.tsx'
import type { UserTab } from './user-tabs.ts'

/** Beyond this only the rows in view are drawn. */
const PLAIN_ROWS = 150

export interface UsersTableProps {
  tab: UserTab
  people: readonly Person[]
  replica: Replica
  sort: Sort
  onSort: (sort: Sort) => void
  search: string
  /** Other lists in which the search finds somebody. */
  elsewhere: readonly { id: UserTab; label: string }[]
  onTab: (tab: UserTab) => void
  /** Last sign-ins by user id; empty when none may be seen. */
  signIns: ReadonlyMap<string, string>
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

export function UsersTable(props: UsersTableProps) {
  const { tab, people, replica, sort, onSort, signIns, chosen, onChoose } = props
  const shared = {
    caption: `${tab} users`,
    columns: columnsFor(tab, replica, signIns),
    rows: people,
    rowKey: (person: Person) => person.id,
    rowHref: (person: Person) => link.user(person.id),
    sort,
    onSort,
    ...(tab !== 'erased' &&
      mayChoose(replica.directory.value) && {
        selection: { selected: chosen, onChange: onChoose, rowLabel: personName },
      }),
    empty: <NobodyHere {...props} />,
  }
  return people.length > PLAIN_ROWS ? <VirtualTable {...shared} /> : <Table {...shared} />
}

/** Who sees names alone can do nothing with many people. */
const mayChoose = (directory: Directory): boolean =>
  directory.can('see organization settings') === null ||
  directory.workspaces.some(({ id }) => directory.can('see addresses', { workspaceId: id }) === null)

function columnsFor(tab: UserTab, replica: Replica, signIns: ReadonlyMap<string, string>): Column<Person>[] {
  const directory = replica.directory.value
  const online = replica.presence.online.value
  const person: Column<Person> = {
    id: 'name',
    header: 'Name',
    primary: true,
    sortable: true,
    cell: (row) => (
      <PersonLine
        name={personName(row)}
        email={row.name ? row.email : undefined}
        status={row.state === 'blocked' ? 'blocked' : undefined}
        mark={row.shared && <SharedBadge />}
        detail={detailOf(row, replica.userId)}
        colourBy={row.id}
        photo={photoOf(replica, row)}
        online={online.has(row.id)}
      />
    ),
  }
  const role: Column<Person> = {
    id: 'role',
    header: 'Role',
    sortable: true,
    cell: (row) => {
      if (!row.role) return '–'
      const isOwner = directory.organization?.ownerUserId === row.id
      return `${roleName(row.role)}${isOwner ? ', account owner' : ''}`
    },
  }
  const workspaces: Column<Person> = {
    id: 'workspaces',
    header: 'Workspaces',
    hideNarrow: true,
    cell: (row) =>
      directory
        .membershipsOf(row.id)
        .map((m) => `${directory.nameOf(m.workspaceId)} (${LEVEL_NAMES[m.level]})`)
        .sort((a, b) => a.localeCompare(b))
        .join(', ') || '–',
  }
  const lastActive: Column<Person> = {
    id: 'lastActive',
    header: 'Last active',
    sortable: true,
    cell: (row) =>
      online.has(row.id) ? (
        'now'
      ) : row.lastActiveAt ? (
        <RelativeTime at={Date.parse(row.lastActiveAt)} />
      ) : (
        '–'
      ),
  }
  const lastSignIn: Column<Person> = {
    id: 'lastSignIn',
    header: 'Last sign-in',
    sortable: true,
    hideNarrow: true,
    cell: (row) => {
      const at = signIns.get(row.id)
      return at ? <RelativeTime at={Date.parse(at)} /> : '–'
    },
  }
  const invited: Column<Person> = {
    id: 'invited',
    header: 'Invitation',
    sortable: true,
    cell: (row) => <InvitationState directory={directory} userId={row.id} />,
  }
  const actions: Column<Person> = {
    id: 'actions',
    header: 'Actions',
    hideHeader: true,
    width: '4rem',
    cell: (row) => <PendingActions replica={replica} person={row} />,
  }
  const left: Column<Person> = {
    id: 'left',
    header: 'Left',
    sortable: true,
    cell: (row) => (row.leftAt ? <RelativeTime at={Date.parse(row.leftAt)} /> : '–'),
  }
  if (tab === 'pending') return [person, role, workspaces, invited, actions]
  if (tab === 'deactivated') return [person, role, left]
  if (tab === 'erased') return [person, left]
  return [person, role, workspaces, lastActive, ...(signIns.size > 0 ? [lastSignIn] : [])]
}

/** The user name, where there is one that is not the address; and which row is oneself. */
const detailOf = ({ id, userName }: Person, me: string): string | undefined =>
  [userName && `@${userName}`, id === me && 'you'].filter(Boolean).join(' · ') || undefined

const NOBODY: Record<UserTab, { title: string; text: string }> = {
  active: { title: 'Nobody here yet', text: 'Invite the first colleague.' },
  pending: {
    title: 'No open invitations',
    text: 'Who is invited stands here until they accept, or seven days have passed.',
  },
  deactivated: {
    title: 'Nobody has left',
    text: 'Who is deactivated stands here and can be restored. They cost no seat.',
  },
  erased: {
    title: 'Nobody was erased',
    text: 'Whose personal data was erased stands here without it; what they looked after stays.',
  },
}

function NobodyHere({ tab, search, elsewhere, onTab }: UsersTableProps) {
  if (search.trim())
    return (
      <EmptyState
        compact
        title={`Nobody found for “${search.trim()}”`}
        action={
          elsewhere.length > 0 ? (
            <Inline justify="center">
              {elsewhere.map(({ id, label }) => (
                <Button key={id} onClick={() => onTab(id)}>
                  Look in {label}
                </Button>
              ))}
            </Inline>
          ) : undefined
        }
      >
        {elsewhere.length > 0
          ? 'Somebody fits in another list.'
          : 'Names, user names, addresses and former ones were searched.'}
      </EmptyState>
    )
  const { title, text } = NOBODY[tab]
  return (
    <EmptyState icon={<Users />} title={title}>
      {text}
    </EmptyState>
  )
}
