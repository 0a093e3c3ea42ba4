import { whyNot } from '../../shared/flows/people/may.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'

/** Workspaces that were put away, with the way back; nothing when there are none. */
export function ArchivedWorkspaces({ replica }: { replica: Replica }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const archived = directory.workspaces.flatMap(({ id, name, archivedAt }) =>
    archivedAt ? [{ id, name, archivedAt }] : [],
  )
  if (archived.length === 0) return null
  return (
    <Card title="Archived workspaces" subtitle="Everything in them is kept.">
      <ul role="list" class="home-people">
        {archived.map(({ id, name, archivedAt }) => (
          <li key={id} class="home-archived">
            <span>
              {name}, archived <RelativeTime at={Date.parse(archivedAt)} />
            </span>
            <Button
              size="s"
              reason={whyNot(directory, 'archive a workspace', { workspaceId: id })}
              onClick={() => void dispatch('workspace.reopen', { workspaceId: id }, `${name} is back.`)}
            >
              Bring back
            </Button>
            <AskSomebody
              replica={replica}
              command={{ type: 'workspace.reopen', args: { workspaceId: id } }}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
