import { EMPLOYEE_RECORD } from '../../shared/domain/employees/employee-record.ts'
import { writeCsv } from '../../shared/csv/write.ts'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory.ts'
import type { HistoryQuery, Session } from '../../shared/replica/session.ts'
import { differences } from './differences.ts'
import { editAsText } from './edit-words.ts'

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
        editAsText(entry, directory) ?? entry.words,
        said('before'),
        said('after'),
        entry.cause ? partOf(entry.cause, directory) : '',
      ]
    }),
  })
}

const partOf = (cause: string, directory: Directory): string =>
  cause === EMPLOYEE_RECORD
    ? 'Employee records'
    : directory.handover(cause)?.kind === 'switch'
      ? 'a change of address'
      : 'a handover'
