import type { Directory } from '../../replica/directory/directory.ts'
import type { Replica } from '../../replica/replica.ts'

/** The arguments of `user.restore`: a home for each workspace of theirs where they have none (LIFE-4). */
export function restoring(directory: Directory, userId: string, newId: Replica['newId']) {
  const homes = directory
    .membershipsOf(userId)
    .filter(({ workspaceId }) => !directory.homeOf(userId, workspaceId))
    .map(({ workspaceId }) => ({ workspaceId, portfolioId: newId('portfolio') }))
  return { userId, homes }
}
