import type { ItemCount } from '../../shared/domain/model/handover.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory, Person } from '../../shared/replica/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import { personName } from '../people/person-name.ts'
import { useItemCounts } from '../people/use-item-counts.ts'

/** What somebody looks after, per workspace and folder, each line leading to those items (USR-8). */
export function LooksAfterCard({ replica, person }: { replica: Replica; person: Person }) {
  const directory = replica.directory.value
  const held = directory.portfoliosHeldBy(person.id)
  const left = directory.portfolios.filter((p) => p.origin === person.id && holderOf(p) !== person.id)
  const name = personName(person)
  const gone = person.state === 'deactivated'
  const shown = gone ? left : held
  const { counts } = useItemCounts(replica, shown)
  const filter: Record<string, string> = gone ? { left: person.id } : { owner: person.id }
  return (
    <Card
      title={gone ? `Left by ${name}` : 'Looks after'}
      subtitle={gone ? 'Where it was given to somebody, they look after it now.' : undefined}
    >
      {counts === null ? (
        <Skeleton lines={3} />
      ) : (
        <Table
          caption={gone ? `Items left by ${name}` : `Items that ${name} looks after`}
          columns={columnsOf(directory)}
          rows={counts.filter((count) => count.all > 0)}
          rowKey={(count) => count.folderId}
          rowHref={(count) =>
            count.kind === 'tasks'
              ? `${link.tasks(count.workspaceId)}?${new URLSearchParams(filter)}`
              : link.folder(count.workspaceId, count.folderId, filter)
          }
          empty={
            <EmptyState compact title={gone ? `${name} left nothing` : `${name} looks after nothing yet`}>
              {replica.connection.value === 'offline'
                ? 'Counted on this device; offline there may be more.'
                : ''}
            </EmptyState>
          }
        />
      )}
    </Card>
  )
}

const columnsOf = (directory: Directory): Column<ItemCount>[] => [
  { id: 'folder', header: 'Folder', primary: true, cell: (row) => directory.nameOf(row.folderId) },
  { id: 'workspace', header: 'Workspace', cell: (row) => directory.nameOf(row.workspaceId) },
  { id: 'open', header: 'Open', align: 'end', cell: (row) => row.open.toLocaleString('en') },
  { id: 'all', header: 'All', align: 'end', cell: (row) => row.all.toLocaleString('en') },
]
