import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { ComboboxOption } from '../../shared/ui/combobox-match.ts'

/** Who can be given something in a workspace: people who work there, oneself included. Who left is not offered (LIFE-3). */
export function peopleOptions(directory: Directory, workspaceId: string): ComboboxOption[] {
  return [...offered(directory, workspaceId)].map((person) => {
    const { id, name, email, state } = person
    const home = directory.homeOf(id, workspaceId) !== null || isMe(directory, id)
    const reason = state === 'blocked' ? 'blocked' : home ? undefined : 'does not work in this workspace yet'
    const detail = [email !== name && email, state === 'pending' && 'invited'].filter(Boolean).join(' · ')
    return {
      id,
      label: name || email || 'Somebody',
      ...(detail && { detail }),
      ...(reason && { reason }),
    }
  })
}

function offered(directory: Directory, workspaceId: string): readonly Person[] {
  const me = directory.user(directory.data.userId)
  const people = directory
    .peopleIn(workspaceId)
    .filter((person) => person.state !== 'deactivated' && person.state !== 'erased')
  return me && !people.some((person) => person.id === me.id) ? [...people, me] : people
}

const isMe = (directory: Directory, userId: string) => directory.real(userId) === directory.data.userId

/** Who can be named in a field of type person: no right follows from it, so that everybody here can. */
export const namedOptions = (directory: Directory, workspaceId: string): ComboboxOption[] =>
  peopleOptions(directory, workspaceId).map((option) => ({ ...option, reason: undefined }))
