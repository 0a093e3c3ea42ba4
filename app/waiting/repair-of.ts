import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { RefusedItem } from '../../shared/replica/replica.ts'
import { link } from '../link.ts'

export interface Repair {
  label: string
  href: string
}

/** Where a refused change can be put right, prefilled where that is easy; null: nowhere better than dropping it. */
export function repairOf(item: RefusedItem, directory: Directory): Repair | null {
  const { folderId, recordId, userId: about } = item.about ?? {}
  if (about && directory.user(about)) return { label: 'Look at them', href: link.user(about) }
  const folder = folderId ? directory.folder(folderId) : null
  if (folder && recordId)
    return { label: 'Open the record', href: link.record(folder.workspaceId, folder.id, recordId) }
  if (folder) return { label: 'Open the folder', href: link.folder(folder.workspaceId, folder.id) }
  const args = item.command?.args as Record<string, unknown> | undefined
  const given = (key: string): string | null => (typeof args?.[key] === 'string' ? args[key] : null)
  const userId = given('userId')
  switch (item.command?.type) {
    case 'user.invite':
      return {
        label: 'Correct it',
        href: `${link.users}?${new URLSearchParams({ invite: given('email') ?? '' })}`,
      }
    case 'switch.start':
      return userId ? { label: 'Correct it', href: link.changeAddress(userId) } : null
    case 'handover.start': {
      const plan = args?.plan as { from?: string | null; to?: string } | undefined
      const query = {
        ...(plan?.from && { from: plan.from }),
        ...(plan?.to && { to: plan.to }),
        kind: 'person',
      }
      return { label: 'Prepare it again', href: link.newHandover(query) }
    }
    default:
      return userId && directory.user(userId) ? { label: 'Open the page', href: link.user(userId) } : null
  }
}
