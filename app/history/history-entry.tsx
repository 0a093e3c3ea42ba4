import { Server } from 'lucide-preact'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import type { TimelineEntry } from '../../shared/ui/timeline.tsx'
import { link } from '../link.ts'
import { kindOfCause } from './cause.ts'
import { differences } from './differences.ts'
import { isEdit, isPurge, wordsAround } from './edit-words.ts'
import { batchOf, type GatheredEntry, isCreation } from './gather-entries.ts'
import { inPast } from './in-past.ts'
import './history.css'

/** One change: who, what in words, when, before and after, and what it was part of (AUD-1). */
export function entryFor({ entry, times }: GatheredEntry, directory: Directory): TimelineEntry {
  const { id, at, actorUserId, actorName, words, cause, before, after } = entry
  const batch = times > 1 ? batchOf(entry) : null
  const edited = isEdit(entry)
    ? editInWords(entry, times, directory)
    : batch && `changed ${times.toLocaleString('en')} addresses`
  const changed = batch ? [] : differences(before, after, directory)
  const kind = cause ? kindOfCause(cause, directory) : null
  return {
    id,
    at: Date.parse(at),
    who: { name: actorName, ...(actorUserId && { id: actorUserId }) },
    ...(!actorUserId && { icon: <Server /> }),
    what: <span class="history__words">{edited ?? inPast(words)}</span>,
    ...((changed.length > 0 || cause) && {
      detail: (
        <>
          {cause && kind === 'made offline' && (
            <p>
              Made offline by <a href={link.user(cause)}>{directory.nameOf(cause)}</a>, whose access had
              ended; accepted by {actorName}
            </p>
          )}
          {kind === 'request' && (
            <p>
              <a href={link.requests}>Somebody asked for it</a>
            </p>
          )}
          {kind === 'employee record' && (
            <p>
              To keep an <a href={link.organization}>Employee record</a> for each user
            </p>
          )}
          {kind === 'many addresses' && cause && (
            <p>
              Part of <a href={link.addressBatch(cause)}>a change of many addresses</a>
            </p>
          )}
          {(kind === 'handover' || kind === 'change of address') && cause && (
            <p>
              Part of <a href={link.handover(cause)}>a {kind}</a>
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

/** "changed Stage of a record in Deals"; null when the folder is not on this device. */
function editInWords(entry: HistoryEntry, times: number, directory: Directory) {
  const [recordId = '', folderId = ''] = entry.subjects
  const folder = directory.folder(folderId)
  if (!folder) return null
  if (isPurge(entry))
    return (
      <>
        deleted a record for good from the bin of{' '}
        <a href={link.folder(folder.workspaceId, folder.id)}>{folder.name}</a>
      </>
    )
  if (isCreation(entry))
    return times > 1 ? (
      <>
        created {times.toLocaleString('en')} records in{' '}
        <a href={link.folder(folder.workspaceId, folder.id)}>{folder.name}</a>
      </>
    ) : (
      <>
        created <a href={link.record(folder.workspaceId, folder.id, recordId)}>a record</a> in {folder.name}
      </>
    )
  const [before, after] = wordsAround(entry, directory, folder.name)
  return (
    <>
      {inPast(before)} <a href={link.record(folder.workspaceId, folder.id, recordId)}>a record</a> {after}
    </>
  )
}
