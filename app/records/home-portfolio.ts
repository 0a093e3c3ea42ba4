import type { Replica } from '../../shared/replica/replica.ts'

/**
 * Where somebody's items in a workspace go; null when they have no place there. For oneself one is opened when there is
 * none: an Admin may work everywhere without having been put there.
 */
export async function homeFor(
  replica: Replica,
  userId: string,
  workspaceId: string,
): Promise<{ portfolioId: string } | { problem: string }> {
  const directory = replica.directory.value
  const home = directory.homeOf(userId, workspaceId)
  if (home) return { portfolioId: home.id }
  if (directory.real(userId) !== replica.userId)
    return { problem: `${directory.nameOf(userId)} does not work in this workspace yet.` }
  const portfolioId = replica.newId('portfolio')
  const { decision } = await replica.dispatch('portfolio.open-home', { portfolioId, workspaceId })
  return decision.status === 'refused' ? { problem: decision.message } : { portfolioId }
}
