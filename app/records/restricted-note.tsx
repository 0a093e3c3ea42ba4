import { seesContacts, seesItemsOfOthers } from '../../shared/domain/policy/reading.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** To somebody who does not see all of the workspace: that there is more, and what of it is here (ROLE-10). */
export function RestrictedNote({ directory, workspaceId }: { directory: Directory; workspaceId: string }) {
  const { me } = directory
  if (!me) return null
  const own = seesItemsOfOthers(me, workspaceId)
    ? ''
    : 'You see what you look after; what others do is not shown. '
  const hidden = seesContacts(me, workspaceId) ? '' : 'Contact details are hidden from you.'
  const text = `${own}${hidden}`.trim()
  return text === '' ? null : <p class="rec-restricted">{text}</p>
}
