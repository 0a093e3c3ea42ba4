import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory.ts'
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

/** The name of the field that an edit changed. */
export function editedField(entry: HistoryEntry, directory: Directory): string {
  const [, folderId = ''] = entry.subjects
  return fieldName(directory, folderId, entry.words.replace(/^Edit /, ''))
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
  return isCreation(entry)
    ? `Create a record in ${folder.name}`
    : `Change ${editedField(entry, directory)} of a record in ${folder.name}`
}
