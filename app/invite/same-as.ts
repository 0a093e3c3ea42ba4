import type { Directory } from '../../shared/replica/directory/directory.ts'
import { whyNotPutIn } from '../../shared/flows/people/may.ts'
import { type ChosenPlace, MOST_PLACES } from '../../shared/flows/people/places-input.tsx'
import { fittingRestrictions } from '../../shared/flows/people/restrictions-input.tsx'

export interface CopiedPlaces {
  places: ChosenPlace[]
  /** Names of workspaces of theirs that I may not give, at that level. */
  notMine: string[]
  /** How many more they have than fit here. */
  tooMany: number
}

/** A colleague's workspaces, levels and restrictions, as far as I may give them (INV-13). */
export function placesOf(directory: Directory, userId: string): CopiedPlaces {
  const theirs = directory
    .membershipsOf(userId)
    .filter(({ workspaceId }) => directory.workspace(workspaceId)?.archivedAt === null)
  const mine = theirs.filter(({ workspaceId, level }) => !whyNotPutIn(directory, workspaceId, level))
  return {
    places: mine.slice(0, MOST_PLACES).map(({ workspaceId, level, restrictions }) => ({
      workspaceId,
      level,
      restrictions: restrictions.filter((r) => fittingRestrictions(level).includes(r)),
    })),
    notMine: theirs
      .filter((membership) => !mine.includes(membership))
      .map(({ workspaceId }) => directory.nameOf(workspaceId)),
    tooMany: Math.max(0, mine.length - MOST_PLACES),
  }
}
