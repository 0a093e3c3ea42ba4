import { useEffect } from 'preact/hooks'
import type { Workspace } from '../../shared/domain/model/workspace.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { employeesWorkspace } from '../../shared/flows/people/employees-workspace.ts'
import { useApp } from '../app-context.ts'
import { matchPath } from '../router.ts'

/**
 * The workspace of the page, or the one last visited, or the first where people work; null when there is none.
 */
export function useCurrentWorkspace(replica: Replica, path: string): Workspace | null {
  const { stored } = useApp()
  const [, ...rest] = path.split('/')
  const inPath = rest[0] === 'w' ? (matchPath('/w/:id', `/w/${rest[1] ?? ''}`)?.id ?? null) : null
  const key = `workspace.${replica.organizationId}`
  useEffect(() => {
    if (inPath) stored.write(key, inPath)
  }, [inPath, key])
  const directory = replica.directory.value
  const open = directory.workspaces.filter((workspace) => !workspace.archivedAt)
  const wanted = inPath ?? stored.read<string>(key)
  return (
    open.find((workspace) => workspace.id === wanted) ??
    open.find(({ id }) => id !== employeesWorkspace(directory)) ??
    open[0] ??
    null
  )
}
