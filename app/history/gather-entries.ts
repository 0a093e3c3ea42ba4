import type { HistoryEntry } from '../../shared/protocol/http.ts'

/** An entry, and how many like it in a row it stands for. */
export interface GatheredEntry {
  entry: HistoryEntry
  times: number
}

/** A record came into being. */
export const isCreation = (entry: HistoryEntry): boolean => entry.action === 'record.create'

/** Many changes of address were started together (HAND-20): the id that binds them. */
export const batchOf = ({ action, cause }: HistoryEntry): string | null =>
  action === 'switch.start' && cause?.startsWith('bat_') ? cause : null

/**
 * An import makes a thousand records: neighbours by the same person in the same folder become one line. So do changes of
 * address that were started together.
 */
export function gatherEntries(entries: readonly HistoryEntry[]): GatheredEntry[] {
  const gathered: GatheredEntry[] = []
  for (const entry of entries) {
    const last = gathered.at(-1)
    const created =
      last &&
      isCreation(entry) &&
      isCreation(last.entry) &&
      entry.actorUserId === last.entry.actorUserId &&
      entry.subjects[1] === last.entry.subjects[1]
    const together = last && batchOf(entry) !== null && batchOf(entry) === batchOf(last.entry)
    if (last && (created || together)) last.times += 1
    else gathered.push({ entry, times: 1 })
  }
  return gathered
}
