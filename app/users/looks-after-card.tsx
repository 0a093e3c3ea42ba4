import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Person } from '../../shared/replica/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { link } from '../link.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
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
  const some = (counts ?? []).filter((count) => count.all > 0)
  const filter: Record<string, string> = gone ? { left: person.id } : { owner: person.id }
  return (
    <Card
      title={gone ? `Left by ${name}` : 'Looks after'}
      subtitle={gone ? 'Where it was given to somebody, they look after it now.' : undefined}
    >
      {counts === null ? (
        <Skeleton lines={3} />
      ) : some.length === 0 ? (
        <EmptyState compact title={gone ? `${name} left nothing` : `${name} looks after nothing yet`}>
          {replica.connection.value === 'offline' && 'Counted on this device; offline there may be more.'}
        </EmptyState>
      ) : (
        <ul role="list">
          {some.map(({ workspaceId, folderId, kind, open, all }) => (
            <li key={folderId} class="user-place">
              <span class="user-place__text">
                <a
                  class="user-place__name"
                  href={
                    kind === 'tasks'
                      ? `${link.tasks(workspaceId)}?${new URLSearchParams(filter)}`
                      : link.folder(workspaceId, folderId, filter)
                  }
                >
                  {directory.nameOf(folderId)}
                </a>
                <span class="user-place__note">{directory.nameOf(workspaceId)}</span>
              </span>
              <span class="user-place__count">
                <strong>{all.toLocaleString('en')}</strong>
                <span class="user-place__note">{open.toLocaleString('en')} open</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
