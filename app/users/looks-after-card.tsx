import { useMemo } from 'preact/hooks'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { countItems, shownCounts } from '../../shared/flows/counted-items.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import { link } from '../link.ts'
import type { Part } from './breakdown.ts'
import { useBreakdown } from './use-breakdown.ts'

/** What somebody looks after, per workspace and folder, by stage, each line leading to those items (USR-8). */
export function LooksAfterCard(props: { replica: Replica; session: Session; person: Person }) {
  const { replica, session, person } = props
  const directory = replica.directory.value
  const gone = person.state === 'deactivated' || person.state === 'erased'
  const portfolioIds = (
    gone
      ? directory.portfolios.filter((p) => p.origin === person.id && holderOf(p) !== person.id)
      : directory.portfoliosHeldBy(person.id)
  ).map(({ id }) => id)
  const online = replica.connection.value === 'online'
  // Counted again when something that was given away here is on the server.
  const isSaved = replica.pending.value.length === 0
  const counted = useMemo(
    () => countItems(replica, session, portfolioIds),
    [portfolioIds.join(), online, isSaved],
  ).value
  const some = addedUp(shownCounts(counted) ?? [])
  const parts = useBreakdown(
    replica,
    portfolioIds,
    some.map(({ folderId }) => folderId),
  )
  const name = personName(person)
  const filter: Record<string, string> = gone ? { left: person.id } : { owner: person.id }
  return (
    <Card
      title={gone ? `Left by ${name}` : 'Looks after'}
      subtitle={gone ? 'Where it was given to somebody, they look after it now.' : undefined}
    >
      {counted.state === 'counting' ? (
        <Skeleton lines={3} />
      ) : some.length === 0 ? (
        <EmptyState compact title={gone ? `${name} left nothing` : `${name} looks after nothing yet`}>
          {!online && 'Counted on this device; offline there may be more.'}
        </EmptyState>
      ) : (
        <ul role="list">
          {some.map((count) => (
            <FolderLine
              key={count.folderId}
              directory={directory}
              count={count}
              filter={filter}
              parts={parts.get(count.folderId) ?? []}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

function FolderLine(props: {
  directory: Directory
  count: ItemCount
  filter: Record<string, string>
  parts: readonly Part[]
}) {
  const { directory, count, filter, parts } = props
  const { workspaceId, folderId, kind, open, all } = count
  const href =
    kind === 'tasks'
      ? `${link.tasks(workspaceId)}?${new URLSearchParams(filter)}`
      : link.folder(workspaceId, folderId, filter)
  return (
    <li class="user-place">
      <span class="user-place__text">
        <a class="user-place__name" href={href}>
          {directory.nameOf(folderId)}
        </a>
        <span class="user-place__note">{directory.nameOf(workspaceId)}</span>
      </span>
      <span class="user-place__count">
        <strong>{all.toLocaleString('en')}</strong>
        <span class="user-place__note">{open.toLocaleString('en')} open</span>
      </span>
      {parts.length > 0 && (
        <ul class="user-parts" role="list" aria-label={`${directory.nameOf(folderId)} by stage`}>
          {parts.map(({ label, count: number, isLate }) => (
            <li key={label}>
              <Badge tone={isLate ? 'warning' : 'neutral'}>
                {label} {number.toLocaleString('en')}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** One line a folder: several portfolios of one person may have items in it. */
function addedUp(counts: readonly ItemCount[]): ItemCount[] {
  const sums = new Map<string, ItemCount>()
  for (const count of counts) {
    const sum = sums.get(count.folderId)
    sums.set(
      count.folderId,
      sum ? { ...count, open: count.open + sum.open, all: count.all + sum.all } : count,
    )
  }
  return [...sums.values()].filter(({ all }) => all > 0)
}
