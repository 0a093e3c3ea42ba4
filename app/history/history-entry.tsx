import { Server } from 'lucide-preact'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory.ts'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import type { TimelineEntry } from '../../shared/ui/timeline.tsx'
import { link } from '../link.ts'
import { differences } from './differences.ts'
import './history.css'

/** One change: who, what in words, when, before and after, and what it was part of (AUD-1). */
export function entryFor(entry: HistoryEntry, directory: Directory): TimelineEntry {
  const { id, at, actorUserId, actorName, action, words, cause, before, after } = entry
  const edited = action === 'record.edit' ? editInWords(entry, directory) : null
  const changed = differences(before, after, directory)
  const handover = cause ? directory.handover(cause) : null
  return {
    id,
    at: Date.parse(at),
    ...(actorUserId ? { who: { name: actorName, id: actorUserId } } : { icon: <Server /> }),
    what: <span class="history__words">· {edited ?? words}</span>,
    ...((changed.length > 0 || cause) && {
      detail: (
        <>
          {cause && (
            <p>
              Part of{' '}
              <a href={link.handover(cause)}>
                {handover?.kind === 'switch' ? 'a change of address' : 'a handover'}
              </a>
            </p>
          )}
          {changed.length > 0 && (
            <details class="history__details">
              <summary>Before and after</summary>
              <KeyValue
                items={changed.map(({ label, before: from, after: to }) => ({
                  label,
                  value: (
                    <>
                      <del>{from}</del> → <ins>{to}</ins>
                    </>
                  ),
                }))}
              />
            </details>
          )}
        </>
      ),
    }),
  }
}

/** "Change Stage of a record in Deals"; null when the folder is not on this device. */
function editInWords({ subjects, words }: HistoryEntry, directory: Directory) {
  const [recordId = '', folderId = ''] = subjects
  const folder = directory.folder(folderId)
  if (!folder) return null
  const field = words.replace(/^Edit /, '')
  const names: Record<string, string> = {
    title: 'the title',
    portfolio: 'who looks after',
    deleted: 'the bin mark',
  }
  const name = folder.fields.find(({ id }) => id === field)?.name ?? names[field] ?? field
  return (
    <>
      Change {name} of <a href={link.record(folder.workspaceId, folder.id, recordId)}>a record</a> in{' '}
      {folder.name}
    </>
  )
}
