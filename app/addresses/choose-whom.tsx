import type { Directory } from '../../shared/replica/directory/directory.ts'
import { FilterChips } from '../../shared/ui/filter-chips.tsx'
import { useState } from 'preact/hooks'

/** Chooses everybody, or groups: the people of some workspaces. Single ones are ticked in the table. */
export function ChooseWhom({
  directory,
  userIds,
  onChoose,
}: {
  directory: Directory
  userIds: readonly string[]
  onChoose: (chosen: ReadonlySet<string>) => void
}) {
  const [groups, setGroups] = useState<ReadonlySet<string>>(new Set())
  const inGroup = (userId: string, workspaceId: string) => directory.membership(userId, workspaceId) !== null
  const chips = directory.workspaces
    .filter(({ archivedAt }) => !archivedAt)
    .map(({ id, name }) => ({
      id,
      label: name,
      count: userIds.filter((userId) => inGroup(userId, id)).length,
    }))
    .filter(({ count }) => count > 0 && count < userIds.length)
  if (chips.length === 0) return null
  return (
    <FilterChips
      label="Only the people of these workspaces"
      chips={chips}
      selected={groups}
      onChange={(next) => {
        setGroups(next)
        onChoose(
          new Set(userIds.filter((userId) => next.size === 0 || [...next].some((id) => inGroup(userId, id)))),
        )
      }}
    />
  )
}
