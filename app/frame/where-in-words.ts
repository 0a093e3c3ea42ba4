import type { Directory } from '../../shared/replica/directory/directory.ts'
import { matchPath } from '../router.ts'

/** Where somebody else is, as their page says it: "in Users", with the way there; null for what this version does not know. */
export function whereInWords(where: unknown, directory: Directory): { words: string; href: string } | null {
  const path = (where as { path?: unknown } | null | undefined)?.path
  if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//')) return null
  const user = matchPath('/users/:id', path) ?? matchPath('/users/:id/address', path)
  if (user)
    return directory.user(user.id) ? { words: `looks at ${directory.nameOf(user.id)}`, href: path } : null
  const folder =
    matchPath('/w/:workspaceId/f/:folderId', path) ??
    matchPath('/w/:workspaceId/f/:folderId/r/:recordId', path) ??
    matchPath('/w/:workspaceId/f/:folderId/bin', path)
  if (folder) {
    const known = directory.folder(folder.folderId)
    return known ? { words: `in ${known.name}`, href: path } : null
  }
  const [, first] = path.split('/')
  const words = {
    '': 'at Home',
    users: 'in Users',
    handovers: 'in Handovers',
    history: 'in History',
    billing: 'in Billing',
    organization: 'in Organization',
  }
  if (first === 'w') return { words: 'in Workspaces', href: path }
  return Object.hasOwn(words, first ?? '') ? { words: words[first as keyof typeof words], href: path } : null
}
