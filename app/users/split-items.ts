import type { RecordRow } from '../../shared/replica/replica.ts'

export interface SplitItem extends Pick<RecordRow, 'id' | 'folderId' | 'portfolio'> {
  workspaceId: string
}

/** One folder of what is split, all of it to be given to one person, or in turn to all of them. */
export interface SplitWishes {
  /** In the order in which they take turns. */
  people: readonly string[]
  /** Folders that go to one person as a whole; a folder that is not named here is divided evenly. */
  byFolder: ReadonlyMap<string, string>
  worksIn: (userId: string, workspaceId: string) => boolean
}

export interface Split {
  /** By user id. */
  given: ReadonlyMap<string, readonly SplitItem[]>
  /** Nobody chosen works where they lie. */
  left: readonly SplitItem[]
}

/**
 * Divides what a shared account looks after (USR-9): each item goes to exactly one of the people, or stays where nobody of
 * them works. Whose turn it is goes on from folder to folder, so that many small folders do not all go to the first.
 */
export function splitItems(items: readonly SplitItem[], { people, byFolder, worksIn }: SplitWishes): Split {
  const given = new Map<string, SplitItem[]>(people.map((id) => [id, []]))
  const left: SplitItem[] = []
  for (const item of items) {
    const wished = byFolder.get(item.folderId)
    const able = people.filter((id) => worksIn(id, item.workspaceId) && (!wished || id === wished))
    const next = fewest(able, given)
    if (next) given.get(next)?.push(item)
    else left.push(item)
  }
  return { given, left }
}

/** Of those who have fewest so far, the first. */
const fewest = (able: readonly string[], given: ReadonlyMap<string, readonly SplitItem[]>): string | null =>
  able.reduce<string | null>((best, id) => {
    const count = (who: string) => given.get(who)?.length ?? 0
    return best === null || count(id) < count(best) ? id : best
  }, null)
