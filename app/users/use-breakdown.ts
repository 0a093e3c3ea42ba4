import { useEffect, useState } from 'preact/hooks'
import type { LiveList, RecordRow, Replica } from '../../shared/replica/replica.ts'
import { dayOf } from '../records/task-groups.ts'
import { type Part, partsOf } from './breakdown.ts'

/** More than this is not counted while somebody waits for a page. */
const MOST = 20_000

/**
 * What these portfolios hold, by folder, as far as its records are on this device: whoever may not read them gets no parts
 * (USR-8).
 */
export function useBreakdown(
  replica: Replica,
  portfolioIds: readonly string[],
  folderIds: readonly string[],
): ReadonlyMap<string, readonly Part[]> {
  const [parts, setParts] = useState<ReadonlyMap<string, readonly Part[]>>(new Map())
  const key = `${portfolioIds.join()} ${folderIds.join()}`
  useEffect(() => {
    let gone = false
    const today = dayOf(new Date())
    void Promise.all(
      folderIds.map(async (folderId): Promise<[string, readonly Part[]]> => {
        const folder = replica.directory.peek().folder(folderId)
        const rows = folder ? await rowsOf(replica, folderId, portfolioIds) : []
        return [folderId, folder ? partsOf(folder, rows, today) : []]
      }),
    ).then((found) => !gone && setParts(new Map(found)))
    return () => {
      gone = true
    }
  }, [key])
  return parts
}

/** What these portfolios hold in a folder, as far as it is on this device; `text` must occur in it. */
export async function rowsOf(
  { content }: Replica,
  folderId: string,
  portfolioIds: readonly string[],
  text = '',
): Promise<RecordRow[]> {
  const list = content.list(folderId, { portfolioIds, text })
  try {
    const total = await loaded(list)
    return total > MOST ? [] : await list.rows(0, total)
  } finally {
    list.close()
  }
}

/** How many rows the list has, once that is sure. */
function loaded(list: LiveList): Promise<number> {
  return new Promise((resolve) => {
    const stop = list.state.subscribe(({ loading, total }) => {
      if (loading) return
      resolve(total)
      // The first call comes before `stop` is there.
      queueMicrotask(() => stop())
    })
  })
}
