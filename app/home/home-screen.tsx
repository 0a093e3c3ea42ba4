import { Plus, House } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { UnseenHint } from '../billing/unseen-hint.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { AloneHint } from './alone-hint.tsx'
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx'
import { ArchivedWorkspaces } from './archived-workspaces.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'
import { WorkspacePeopleCard } from './workspace-people-card.tsx'
import { WorkspaceCard } from './workspace-card.tsx'
import './home.css'
import { AskForm } from '../requests/ask-form.tsx'

/** All workspaces with their folders, or one of them. */
export function HomeScreen({ replica, workspaceId }: ScreenProps & { workspaceId?: string }) {
  const directory = replica.directory.value
  const [creating, setCreating] = useState(false)
  const open = directory.workspaces.filter((workspace) => !workspace.archivedAt)
  const one = workspaceId === undefined ? undefined : open.find((workspace) => workspace.id === workspaceId)
  const mayNotCreate = whyNot(directory, 'create a workspace')
  useTitle(one?.name ?? 'Workspaces')
  if (workspaceId !== undefined && !one) return <NotFoundScreen what="workspace" />
  return (
    <>
      <PageHeader
        title={one?.name ?? 'Workspaces'}
        back={one && { href: link.home, label: 'Workspaces' }}
        actions={
          one ? (
            <WorkspaceMenu replica={replica} workspace={one} />
          ) : (
            <Button
              icon={<Plus />}
              reason={mayNotCreate}
              ask={() => setCreating(true)}
              onClick={() => setCreating(true)}
            >
              New workspace
            </Button>
          )
        }
      />
      {!one && (
        <div class="home-notes">
          <AloneHint directory={directory} />
          <UnseenHint directory={directory} />
        </div>
      )}
      {open.length === 0 ? (
        <EmptyState icon={<House />} title="You are in no workspace yet">
          Until somebody puts you into one you see only your own profile. Ask an Admin.
        </EmptyState>
      ) : (
        <div class={one ? 'home home--one' : 'home'}>
          {(one ? [one] : open).map((workspace) => (
            <WorkspaceCard key={workspace.id} replica={replica} workspace={workspace} alone={Boolean(one)} />
          ))}
          {one && <WorkspacePeopleCard replica={replica} workspace={one} />}
        </div>
      )}
      {!one && <ArchivedWorkspaces replica={replica} />}
      {creating && (
        <AskForm replica={replica} reason={mayNotCreate} onClose={() => setCreating(false)}>
          <NewWorkspaceDialog replica={replica} onClose={() => setCreating(false)} />
        </AskForm>
      )}
    </>
  )
}
