import type { Column as PolicyColumn } from '../../shared/domain/policy/column.ts'
import { COLUMN_NAMES, COLUMNS, columnsOf, levelIn } from '../../shared/domain/policy/column.ts'
import { tableInWords } from '../../shared/domain/policy/explain.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Table } from '../../shared/ui/table.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { MaySomebody } from './may-somebody.tsx'
import './roles.css'

type Row = ReturnType<typeof tableInWords>[number]

/** Who may do what: the permission table itself, with what counts for me marked, and a question answered by it (ROLE-3). */
export function RolesScreen({ replica }: ScreenProps) {
  useTitle('Roles and rights')
  const directory = replica.directory.value
  const { me } = directory
  // Of the levels only the one I have is mine here, not those that it includes: an Admin would be all of them.
  const levels = me ? directory.workspaces.flatMap(({ id }) => levelIn(me, id) ?? []) : []
  const mine = new Set<PolicyColumn>(me ? [...columnsOf(me, undefined), ...levels] : [])
  const columns: Column<Row>[] = [
    {
      id: 'action',
      header: 'What',
      primary: true,
      cell: ({ words }) => <span class="roles__action">{words}</span>,
    },
    ...COLUMNS.map((column): Column<Row> => {
      const name = COLUMN_NAMES[column].replace(/^workspace /, '')
      return {
        id: column,
        header: mine.has(column) ? `${name} (you)` : name,
        cell: ({ cells }) => (
          <span class={mine.has(column) ? 'roles__cell roles__cell--mine' : 'roles__cell'}>
            {cells[column]}
          </span>
        ),
      }
    }),
  ]
  return (
    <>
      <PageHeader
        title="Roles and rights"
        subtitle="Who may do what, and why. Handover goes by exactly this table."
        back={{ href: link.users, label: 'Users' }}
      />
      <Stack gap={5}>
        <MaySomebody directory={directory} />
        <Card
          title="Who may do what"
          subtitle="Admin, Billing Admin and User Admin count in the whole organization; Owner, Manager and Agent in their workspace. An Admin is Owner in every workspace."
        >
          <Table
            caption="Who may do what"
            columns={columns}
            rows={tableInWords()}
            rowKey={({ action }) => action}
          />
        </Card>
      </Stack>
    </>
  )
}
