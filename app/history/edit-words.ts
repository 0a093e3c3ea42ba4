import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { isCreation } from './gather-entries.ts'

const FIXED_FIELDS: Record<string, string> = {
  title: 'the title',
  portfolio: 'who looks after',
  deleted: 'the bin mark',
}

/** A change in a record, which was merged rather than decided. */
export const isEdit = ({ action }: HistoryEntry): boolean =>
  action === 'record.edit' || action === 'record.create' || action === 'record.purge'

/** It lay in the bin for 30 days (REC-5). */
export const isPurge = ({ action }: HistoryEntry): boolean => action === 'record.purge'

/** How an edit reads before and after "a record": "Change Stage of", "in Deals". */
export function wordsAround(
  { subjects, words, before, after }: HistoryEntry,
  directory: Directory,
  folderName: string,
): [before: string, after: string] {
  const field = words.replace(/^Edit /, '')
  if (field === 'portfolio') return ['Change who looks after', `in ${folderName}`]
  if (field === 'deleted')
    return before !== null && after === null
      ? ['Take', `out of the bin of ${folderName}`]
      : ['Put', `in the bin of ${folderName}`]
  return [`Change ${fieldName(directory, subjects[1] ?? '', field)} of`, `in ${folderName}`]
}

/** What a field is called, by its id; those that every record has, too. */
export function fieldName(directory: Directory, folderId: string, field: string): string {
  const named = directory.folder(folderId)?.fields.find(({ id }) => id === field)?.name
  return named ?? FIXED_FIELDS[field] ?? field
}

/** "Change Stage of a record in Deals"; null for what is no edit, and where the folder is not on this device. */
export function editAsText(entry: HistoryEntry, directory: Directory): string | null {
  if (!isEdit(entry)) return null
  const [, folderId = ''] = entry.subjects
  const folder = directory.folder(folderId)
  if (!folder) return null
  if (isPurge(entry)) return `Delete a record for good from the bin of ${folder.name}`
  if (isCreation(entry)) return `Create a record in ${folder.name}`
  const [before, after] = wordsAround(entry, directory, folder.name)
  return `${before} a record ${after}`
}
