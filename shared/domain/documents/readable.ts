import type { Standing } from '../decide/actor.ts'
import type { Workspace } from '../model/workspace.ts'
import { can } from '../policy/can.ts'
import { mayReadContent, readsOwnCopy, seesOrganization, seesStaff, worksIn } from '../policy/reading.ts'
import type { DocumentName } from './document-name.ts'

/**
 * May this user read the document now? The one answer for opening a room, keeping it open, and deleting a device's copy
 * (DESIGN §2.5). `workspaceOfFolder` says where a folder lies, null for none: forbidden and absent look the same.
 */
export function mayRead(
  document: DocumentName,
  standing: Standing,
  workspaceOfFolder: (folderId: string) => string | null,
): boolean {
  if (standing.user.state !== 'active') return false
  switch (document.kind) {
    case 'organization':
      return seesOrganization(standing)
    case 'about':
      return true
    case 'billing':
      return can(standing, 'see billing') === null
    case 'me':
      return document.userId === standing.user.id
    case 'names':
    case 'presence':
      return worksIn(standing, document.workspaceId)
    case 'staff':
      return seesStaff(standing, document.workspaceId)
    case 'heads':
      return mayReadContent(standing, document.workspaceId)
    case 'own-heads':
      return readsOwnCopy(standing, document.workspaceId)
    case 'own': {
      const workspaceId = workspaceOfFolder(document.folderId)
      return (
        document.userId === standing.user.id && workspaceId !== null && readsOwnCopy(standing, workspaceId)
      )
    }
    case 'content': {
      const workspaceId = workspaceOfFolder(document.folderId)
      return workspaceId !== null && mayReadContent(standing, workspaceId)
    }
  }
}

/**
 * Does this user read the document's rows in the organization's, whole? Their devices keep no second copy: what happens
 * would reach them three times.
 */
export const isInOrganization = ({ kind }: Pick<DocumentName, 'kind'>, standing: Standing): boolean =>
  (kind === 'about' || kind === 'names' || kind === 'staff') && seesOrganization(standing)

/** The directory documents (not content) that a user's devices keep, given all workspaces of the organization. */
export function directoryDocumentsOf(
  standing: Standing,
  workspaces: Pick<Workspace, 'id'>[],
): DocumentName[] {
  const candidates: DocumentName[] = [
    { kind: 'me', userId: standing.user.id },
    { kind: 'organization' },
    { kind: 'about' },
    ...workspaces.flatMap(({ id: workspaceId }): DocumentName[] => [
      { kind: 'names', workspaceId },
      { kind: 'staff', workspaceId },
    ]),
    { kind: 'billing' },
  ]
  return candidates.filter(
    (document) => mayRead(document, standing, () => null) && !isInOrganization(document, standing),
  )
}
