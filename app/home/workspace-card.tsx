import { FileUp, Folder as FolderIcon, FolderPlus, ListChecks } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Workspace } from '../../shared/domain/model/workspace.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { link } from '../link.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { NewFolderDialog } from '../records/new-folder-dialog.tsx'
import { useRouter } from '../router-context.ts'
import { AskForm } from '../requests/ask-form.tsx'

/** One workspace: its folders, its tasks, and the ways to fill it. */
export function WorkspaceCard(props: { replica: Replica; workspace: Workspace; alone: boolean }) {
  const { replica, workspace, alone } = props
  const directory = replica.directory.value
  const [creating, setCreating] = useState(false)
  const { id } = workspace
  const router = useRouter()
  const folders = directory.foldersOf(id).filter((folder) => !folder.archivedAt && folder.kind === 'records')
  const people = directory.peopleIn(id).filter((person) => person.state === 'active')
  const mayNotManage = whyNot(directory, 'manage folders', { workspaceId: id })
  return (
    <Card
      title={alone ? 'Folders' : workspace.name}
      subtitle={workingHere(people.length)}
      actions={
        <>
          <Button
            size="s"
            icon={<FolderPlus />}
            reason={mayNotManage}
            ask={() => setCreating(true)}
            onClick={() => setCreating(true)}
          >
            New folder
          </Button>
          {mayNotManage ? (
            <Button size="s" icon={<FileUp />} reason={mayNotManage}>
              Import
            </Button>
          ) : (
            <LinkButton size="s" icon={<FileUp />} href={link.import(id)}>
              Import
            </LinkButton>
          )}
        </>
      }
    >
      <ul class="home-folders" role="list">
        <li>
          <a class="home-folders__link" href={link.tasks(id)}>
            <ListChecks aria-hidden="true" />
            Tasks
          </a>
        </li>
        {folders.map((folder) => (
          <li key={folder.id}>
            <a class="home-folders__link" href={link.folder(id, folder.id)}>
              <FolderIcon aria-hidden="true" />
              {folder.name}
            </a>
          </li>
        ))}
      </ul>
      {folders.length === 0 && (
        <p class="home-folders__hint">No folders yet: make one, or import a file such as your customers.</p>
      )}
      {creating && (
        <AskForm replica={replica} reason={mayNotManage} onClose={() => setCreating(false)}>
          <NewFolderDialog
            replica={replica}
            workspaceId={id}
            onClose={() => setCreating(false)}
            onCreated={(folderId) => router.go(link.folder(id, folderId))}
          />
        </AskForm>
      )}
    </Card>
  )
}

/** Admins may work everywhere, and need not be in a workspace for it. */
const workingHere = (people: number): string =>
  people === 0 ? 'Only Admins work here' : people === 1 ? '1 person works here' : `${people} people work here`
