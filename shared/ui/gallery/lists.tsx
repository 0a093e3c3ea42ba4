import { useMemo, useState } from 'preact/hooks'
import { Users } from 'lucide-preact'
import { Card } from '../card.tsx'
import { EmptyState } from '../empty-state.tsx'
import { Menu } from '../menu.tsx'
import { PersonLine } from '../person-line.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { Table } from '../table.tsx'
import type { Column, Sort } from '../table-columns.ts'
import { VirtualList } from '../virtual-list.tsx'
import { VirtualTable } from '../virtual-table.tsx'
import { crowd, NOW, people, type SamplePerson } from './sample-data.ts'
import { Sample, Section } from './section.tsx'

const columns: readonly Column<SamplePerson>[] = [
  {
    id: 'name',
    header: 'Name',
    primary: true,
    sortable: true,
    cell: ({ id, name, email, status, online }) => (
      <PersonLine name={name} email={email} status={status} online={online} colourBy={id} />
    ),
  },
  { id: 'role', header: 'Role', sortable: true, width: '9rem', cell: ({ role }) => role },
  {
    id: 'workspaces',
    header: 'Workspaces',
    align: 'end',
    width: '8rem',
    hideNarrow: true,
    cell: ({ workspaces }) => workspaces,
  },
  {
    id: 'active',
    header: 'Last active',
    sortable: true,
    width: '10rem',
    cell: ({ lastActive }) => <RelativeTime at={lastActive} now={NOW} />,
  },
]

const withMenu: readonly Column<SamplePerson>[] = [
  ...columns,
  {
    id: 'more',
    header: 'More',
    hideHeader: true,
    hideNarrow: true,
    width: '3.5rem',
    cell: ({ name }) => <Menu label={`More about ${name}`} items={[{ id: 'open', label: 'Open' }]} />,
  },
]

const key = (person: SamplePerson) => person.id

function sorted(rows: readonly SamplePerson[], { column, direction }: Sort): SamplePerson[] {
  const by = (row: SamplePerson) =>
    column === 'role' ? row.role : column === 'active' ? row.lastActive : row.name
  const sign = direction === 'ascending' ? 1 : -1
  return [...rows].sort((a, b) => (by(a) < by(b) ? -sign : by(a) > by(b) ? sign : 0))
}

export function Lists() {
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['u2']))
  const [manySelected, setManySelected] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState('nobody')
  const rows = useMemo(() => sorted(people, sort), [sort])
  const many = useMemo(() => crowd(100_000), [])
  const loading = useMemo(
    () => ({ count: 5000, at: (index: number) => (index < 2 ? many[index] : undefined) }),
    [many],
  )
  const rowLabel = (person: SamplePerson) => person.name
  return (
    <Section id="lists" title="Tables and long lists">
      <Sample name="Table" wide>
        <Card flush>
          <Table
            caption="People"
            columns={withMenu}
            rows={rows}
            rowKey={key}
            sort={sort}
            onSort={setSort}
            selection={{ selected, onChange: setSelected, rowLabel }}
            rowHref={(person) => `#${person.id}`}
          />
        </Card>
      </Sample>
      <Sample name="Table: loading, empty">
        <Card flush>
          <Table caption="Loading people" columns={columns} rows={[]} rowKey={key} loading />
        </Card>
      </Sample>
      <Sample name="Table in a narrow place">
        <Card flush>
          <Table
            caption="Two people"
            columns={columns}
            rows={people.slice(0, 2)}
            rowKey={key}
            onOpen={(person) => setOpened(person.name)}
          />
        </Card>
      </Sample>
      <Sample name="Empty table">
        <Card flush>
          <Table
            caption="No people"
            columns={columns}
            rows={[]}
            rowKey={key}
            empty={
              <EmptyState compact icon={<Users />} title="Nobody found">
                Try another name, or look under Deactivated.
              </EmptyState>
            }
          />
        </Card>
      </Sample>
      <Sample name="VirtualTable, 100,000 rows" wide>
        <Card flush>
          <VirtualTable
            caption="Everybody"
            columns={columns}
            rows={many}
            rowKey={key}
            onOpen={(person) => setOpened(person.name)}
            selection={{ selected: manySelected, onChange: setManySelected, rowLabel }}
            height="26rem"
          />
        </Card>
        <p>
          Opened: <span id="opened">{opened}</span>; chosen:{' '}
          <span id="chosen-count">{manySelected.size}</span>
        </p>
      </Sample>
      <Sample name="VirtualList">
        <Card flush>
          <VirtualList
            label="Colleagues"
            rows={many}
            rowKey={key}
            height="20rem"
            onOpen={(person) => setOpened(person.name)}
            renderItem={({ id, name, email, online }) => (
              <PersonLine name={name} email={email} online={online} colourBy={id} />
            )}
          />
        </Card>
      </Sample>
      <Sample name="VirtualList of rows that are still loading">
        <Card flush>
          <VirtualList
            label="Still loading"
            rows={loading}
            rowKey={key}
            height="20rem"
            renderItem={({ id, name, email }) => <PersonLine name={name} email={email} colourBy={id} />}
          />
        </Card>
      </Sample>
    </Section>
  )
}
