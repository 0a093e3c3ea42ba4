import { writeCsv } from '../../shared/csv/write.ts'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { HistoryQuery, Session } from '../../shared/replica/session.ts'
import { type CauseKind, kindOfCause } from './cause.ts'
import { differences } from './differences.ts'
import { editAsText } from './edit-words.ts'
import { inPastAlone } from './in-past.ts'

/** More than a spreadsheet is read for; what is newer comes first. */
const MOST = 20_000

/** Loads all pages that fit the filter; null when a page could not be had, with the reason. */
export async function loadWhole(
  session: Session,
  query: HistoryQuery,
): Promise<{ entries: HistoryEntry[]; cut: boolean } | { problem: string }> {
  const entries: HistoryEntry[] = []
  let before: string | null = null
  do {
    const reply = await session.history({ ...query, limit: '500', ...(before && { before }) })
    if (reply.status === 'offline')
      return { problem: 'The history is kept on the server. Export it when you are online.' }
    if (reply.status === 'refused') return { problem: reply.message }
    entries.push(...reply.answer.entries)
    before = reply.answer.next
  } while (before !== null && entries.length < MOST)
  return { entries, cut: before !== null }
}

/** A line for each change: when, who, what, before, after, and the handover it was part of (AUD-1). */
export function historyCsv(entries: readonly HistoryEntry[], directory: Directory): string {
  return writeCsv({
    header: ['When', 'Who', 'What', 'Before', 'After', 'Part of'],
    rows: entries.map((entry) => {
      const changed = differences(entry.before, entry.after, directory)
      const said = (side: 'before' | 'after') => changed.map((d) => `${d.label}: ${d[side]}`).join('; ')
      return [
        entry.at,
        entry.actorName,
        inPastAlone(editAsText(entry, directory) ?? entry.words),
        said('before'),
        said('after'),
        entry.cause ? causeAsText(entry.cause, directory) : '',
      ]
    }),
  })
}

/** In the words of the screen, for the file. */
export function causeAsText(cause: string, directory: Pick<Directory, 'handover' | 'nameOf'>): string {
  const words: Record<CauseKind, string> = {
    handover: 'a handover',
    'change of address': 'a change of address',
    'many addresses': 'a change of many addresses',
    request: 'a request',
    'made offline': `what ${directory.nameOf(cause)} had not sent`,
    'employee record': 'Employee records',
  }
  return words[kindOfCause(cause, directory)]
}
