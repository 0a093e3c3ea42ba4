import type { HistoryEntry } from '../../shared/protocol/http.ts'

/** An entry, and how many like it in a row it stands for. */
export interface GatheredEntry {
  entry: HistoryEntry
  times: number
}

/** A record came into being. */
export const isCreation = (entry: HistoryEntry): boolean => entry.action === 'record.create'

/** An import makes a thousand records: neighbours by the same person in the same folder become one line. */
export function gatherCreated(entries: readonly HistoryEntry[]): GatheredEntry[] {
  const gathered: GatheredEntry[] = []
  for (const entry of entries) {
    const last = gathered.at(-1)
    const same =
      last &&
      isCreation(entry) &&
      isCreation(last.entry) &&
      entry.actorUserId === last.entry.actorUserId &&
      entry.subjects[1] === last.entry.subjects[1]
    if (same) last.times += 1
    else gathered.push({ entry, times: 1 })
  }
  return gathered
}
