import type { Directory } from '../replica/directory/directory.ts'

/** Uses of former addresses are for the person and for whoever may change their address (HAND-23). */
export function maySeeUses(directory: Directory, { userId }: { userId: string }): boolean {
  if (directory.real(userId) === directory.data.userId) return true
  const user = directory.standing(userId)
  return user !== null && directory.can('switch account', { user }) === null
}
