import { Folder as FolderIcon } from 'lucide-preact'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { link } from '../link.ts'

/** Workspaces with their folders, at the side of a wide window. */
export function WorkspaceTree({ directory, path }: { directory: Directory; path: string }) {
  const workspaces = directory.workspaces.filter((workspace) => !workspace.archivedAt)
  if (workspaces.length === 0) return null
  return (
    <ul class="frame-tree" role="list" aria-label="Workspaces">
      {workspaces.map((workspace) => (
        <li key={workspace.id}>
          <a
            class="frame-tree__workspace"
            href={link.workspace(workspace.id)}
            title={workspace.name}
            aria-current={path === link.workspace(workspace.id) ? 'page' : undefined}
          >
            <span>{workspace.name}</span>
          </a>
          <ul role="list">
            {directory
              .foldersOf(workspace.id)
              .filter((folder) => !folder.archivedAt && folder.kind === 'records')
              .map((folder) => {
                const href = link.folder(workspace.id, folder.id)
                const current = path === href || path.startsWith(`${href}/`)
                return (
                  <li key={folder.id}>
                    <a
                      class={
                        current ? 'frame-tree__folder frame-tree__folder--current' : 'frame-tree__folder'
                      }
                      href={href}
                      title={folder.name}
                      aria-current={path === href ? 'page' : undefined}
                    >
                      <FolderIcon aria-hidden="true" />
                      <span>{folder.name}</span>
                    </a>
                  </li>
                )
              })}
          </ul>
        </li>
      ))}
    </ul>
  )
}
