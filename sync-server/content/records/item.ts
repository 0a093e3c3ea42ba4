import type * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import {
  type CreatedRecord,
  editKey,
  type FieldValue,
  isOpen,
  parseEditKey,
} from '../../../shared/domain/model/record.ts'
import type { Changed } from '../guard/apply-update.ts'
import { touchId } from '../guard/check-update.ts'
import { recordIdOf } from '../guard/facts.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

/** Reads one value of a document, as it is or as it was. */
export type Read = (root: string, key: string) => unknown

export const now =
  (doc: Y.Doc): Read =>
  (root, key) =>
    root === RECORDS_MAP ? recordsOf(doc).get(key) : editsOf(doc).get(key)

/** The document before some changes, without keeping a copy of it. */
export function before(doc: Y.Doc, changed: Changed[]): Read {
  const was = new Map(changed.map((change) => [touchId(change.root, change.key), change.before]))
  const current = now(doc)
  return (root, key) => {
    const id = touchId(root, key)
    return was.has(id) ? was.get(id) : current(root, key)
  }
}

export const recordIdsIn = (changed: Changed[]): Set<string> =>
  new Set(changed.map(({ root, key }) => recordIdOf(root, key)))

/** Those of the changes that a reader of nothing but these fields of a record may see; creating one changes all of them. */
export const changesOf = (changed: Changed[], fields: readonly string[]): Changed[] =>
  changed.filter(({ root, key }) => root === RECORDS_MAP || fields.includes(parseEditKey(key)?.field ?? ''))

/** What `countedIn` reads. */
export const countedFields = ({ stage }: Pick<Folder, 'stage'>): string[] => [
  'portfolio',
  'deleted',
  ...(stage ? [stage.fieldId] : []),
]

/** A field of a record as somebody sees it: the edit, else what it was created with. Undefined: no such record. */
export function fieldIn(read: Read, recordId: string, field: string): unknown {
  const created = read(RECORDS_MAP, recordId) as CreatedRecord | undefined
  if (!created) return undefined
  const edited = read(EDITS_MAP, editKey(recordId, field))
  if (edited !== undefined) return edited
  if (field === 'title' || field === 'portfolio') return created[field]
  return created.values[field] ?? null
}

/** What counts of a record: in whose portfolio it is, and whether it is open. Null: none, or in the bin. */
export function countedIn(
  read: Read,
  recordId: string,
  folder: Pick<Folder, 'stage'>,
): { portfolioId: string; open: boolean } | null {
  const portfolioId = fieldIn(read, recordId, 'portfolio')
  if (typeof portfolioId !== 'string') return null
  if (typeof fieldIn(read, recordId, 'deleted') === 'string') return null
  const { stage } = folder
  const values: Record<string, FieldValue> = stage
    ? { [stage.fieldId]: (fieldIn(read, recordId, stage.fieldId) ?? null) as FieldValue }
    : {}
  return { portfolioId, open: isOpen(folder, values) }
}
